using YouthFunctions.Storage;

namespace YouthFunctions.Tests.Hosting.Heads;

/// <summary>The product behind one of its three hosts, with storage of its own.</summary>
internal interface IHead : IAsyncDisposable
{
    /// <summary>What it is called in the tables of differences.</summary>
    HeadName Name { get; }

    /// <summary>Where clients send to.</summary>
    Uri Address { get; }

    /// <summary>Its tables and containers.</summary>
    Store Store { get; }

    /// <summary>Runs a timer as the head's clock does.</summary>
    /// <param name="timer">Its name.</param>
    /// <param name="isLate">Whether its time has passed.</param>
    /// <returns>What the host takes the run's failure for; null for a success.</returns>
    Task<string?> FireAsync(string timer, bool isLate);

    /// <summary>Delivers a message of a queue.</summary>
    /// <param name="function">Who works it off.</param>
    /// <param name="message">Its text.</param>
    /// <returns>What the host takes a failure for; null for a success.</returns>
    Task<string?> DeliverAsync(string function, string message);
}
