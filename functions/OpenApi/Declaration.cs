using System.Reflection;
using System.Runtime.CompilerServices;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Declarations;

namespace YouthFunctions.OpenApi;

/// <summary>What a handler says of itself, by its attributes.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Query">The query parameters that it reads.</param>
/// <param name="Bodies">The bodies that it takes; none for no body.</param>
/// <param name="Answers">Its answers below 400.</param>
/// <param name="Refusals">The statuses with which it refuses, besides those that follow from the table and the pipeline; and the type of
/// a problem that says more than any.</param>
internal sealed record Declaration(
    OperationAttribute Operation, IReadOnlyList<QueryAttribute> Query, IReadOnlyList<BodyAttribute> Bodies,
    IReadOnlyList<AnswerAttribute> Answers, IReadOnlyDictionary<int, Type?> Refusals)
{
    /// <summary>Reads the declaration of a function.</summary>
    /// <exception cref="InvalidOperationException">Its handler has none.</exception>
    public static Declaration Read(HttpFunction function)
    {
        // The table names a method of an instance, and only the method is asked for: no constructor needs to run.
        var method = function.Bind(RuntimeHelpers.GetUninitializedObject(function.HandlerType)).Method;
        var operation = method.GetCustomAttribute<OperationAttribute>()
            ?? throw new InvalidOperationException($"The handler of {function.Name} does not say what it does.");
        var answers = method.GetCustomAttributes<AnswerAttribute>().ToArray();
        if (answers.Length == 0)
            throw new InvalidOperationException($"The handler of {function.Name} does not say what it answers.");
        var shared = method.GetCustomAttributes<QueryOfAttribute>().SelectMany(of => of.Reader.GetCustomAttributes<QueryAttribute>());
        return new Declaration(
            operation,
            [.. method.GetCustomAttributes<QueryAttribute>(), .. shared],
            [.. method.GetCustomAttributes<BodyAttribute>()], answers,
            method.GetCustomAttributes<RefusesAttribute>()
                .SelectMany(refuses => refuses.Statuses.Select(status => (Status: status, refuses.Type)))
                .ToDictionary(refusal => refusal.Status, refusal => refusal.Type));
    }
}
