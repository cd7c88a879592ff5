using System.CommandLine;
using YouthFunctions.Form.Reminders;

namespace YouthFunctions.Local;

/// <summary>The command <c>create-push-keys</c>: the pair of keys by which push services know an installation.</summary>
public static class CreatePushKeysCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command(
            "create-push-keys", "Prints a new pair of VAPID keys as settings; phones that agreed under an earlier pair must agree again");
        command.SetAction(_ =>
        {
            var (publicKey, privateKey) = PushSettings.CreateKeys();
            Console.WriteLine($"WebPush__PublicKey={publicKey}");
            Console.WriteLine($"WebPush__PrivateKey={privateKey}");
        });
        return command;
    }
}
