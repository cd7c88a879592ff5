using YouthFunctions.Calls;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Reports;

/// <summary>A sender for the whole country, late in a year whose months are held open.</summary>
public abstract class NationalSenderTests(StorageFixture storage) : IClassFixture<StorageFixture>, IAsyncLifetime
{
    /// <summary>The product.</summary>
    protected TestApp App { get; private set; } = null!;

    /// <summary>Sends with a reporter's key of the centre.</summary>
    protected HttpClient Sender { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        App = await TestApp.StartAsync(storage, heldOpenYears: [2024]);
        App.Clock.Advance(TimeSpan.FromDays(30));
        Sender = await App.SignInAsync(Role.Reporter, "VN");
    }

    /// <inheritdoc/>
    public async Task DisposeAsync() => await App.DisposeAsync();
}
