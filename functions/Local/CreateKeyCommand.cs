using System.CommandLine;
using YouthFunctions.Access.Audit;
using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Organisations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Hosting;

namespace YouthFunctions.Local;

/// <summary>The command <c>create-key</c>: the first key of an installation, which no API can hand out because nobody may ask it yet.
/// Whoever runs it needs to be allowed to write the account's tables.</summary>
public static class CreateKeyCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var role = new Option<Role>("--role")
        {
            Description = "Administrator, Reporter, Leader or Analyst",
            DefaultValueFactory = _ => Role.Administrator,
        };
        var unit = new Option<string?>("--unit") { Description = "The top of the sub-tree it reaches; all units when left out" };
        var label = new Option<string>("--label") { Description = "Who holds it", Required = true };
        role.AcceptOnlyFromAmong("Administrator", "Reporter", "Leader", "Analyst");
        var command = new Command(
            "create-key",
            "Makes an access key in the account of Storage__TableEndpoint and Storage__BlobEndpoint (or Storage__ConnectionString) and "
                + "prints it, this once") { role, unit, label };
        command.SetAction(async (parsed, cancel) =>
        {
            var code = parsed.GetValue(unit) ?? UnitCode.Country.ToString();
            if (!UnitCode.TryParse(code, out var top))
                throw new LocalRunException(
                    $"'{code}' is not the code of a unit, such as {UnitCode.Country} or {Organisation.Current.First.SampleCode}.");
            if (PrintableText.Clean(parsed.GetRequiredValue(label), ManageKeys.MaxLabelLength) is not { } holder)
                throw new LocalRunException($"The label must be printable text of {ManageKeys.MaxLabelLength} characters at most.");
            var store = AppHost.ConfiguredStore(new ConfigurationBuilder().AddEnvironmentVariables().Build());
            // Those two and no blobs: whoever makes the first key need not be allowed more than the account's tables.
            var (keys, audit) = (new KeyStore(store, TimeProvider.System), new AuditTrail(store));
            await keys.CreateTableAsync(cancel);
            await audit.CreateTableAsync(cancel);
            var key = await keys.CreateAsync(parsed.GetValue(role), top, holder, cancel);
            await audit.AddAsync(
                new AuditEntry(TimeProvider.System.GetUtcNow(), "create-key", "key.created", top, key.Id, parsed.GetValue(role).ToString()),
                cancel);
            Console.WriteLine(key.Text);
            return 0;
        });
        return command;
    }
}
