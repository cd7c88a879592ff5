using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using YouthFunctions.Emulator;

namespace YouthFunctions.Tests.House;

/// <summary>The emulator's blob service as it is reached on Azure: over https, by a bearer token, without an account key. It
/// looks at a token's claims and not at its signature; a shared access signature it does check.</summary>
public sealed class HttpsBlobService : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private HttpsBlobService(Process process, DirectoryInfo folder, int port)
    {
        (_process, _folder) = (process, folder);
        Client = new BlobServiceClient(
            new Uri(string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{port}/devstoreaccount1")), new FakeCredential(),
            new BlobClientOptions { Transport = new HttpClientTransport(Http()) });
    }

    /// <summary>The service, by the identity of an app.</summary>
    public BlobServiceClient Client { get; }

    /// <summary>Starts it.</summary>
    public static async Task<HttpsBlobService> StartAsync()
    {
        var tools = await NodeTools.FindAsync(new LocalStorageOptions { InstallDirectory = "" }.SearchPath, default);
        var entry = await EmulatorInstall.EnsureAsync(
            tools, StorageFixture.InstallDirectory, TimeSpan.FromSeconds(30), new Progress<string>(), default);
        var folder = Directory.CreateTempSubdirectory("secure-blobs-");
        WriteCertificate(folder.FullName);
        var port = TestMachine.FreePort();
        var process = Process.Start(tools.Node(
            Path.Combine(Path.GetDirectoryName(entry)!, "blob", "main.js"), "--blobHost", "127.0.0.1", "--blobPort",
            port.ToString(CultureInfo.InvariantCulture),
            "--location", folder.FullName, "--oauth", "basic", "--silent", "--skipApiVersionCheck",
            "--cert", Path.Combine(folder.FullName, "certificate.pem"), "--key", Path.Combine(folder.FullName, "key.pem")))!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line.Contains("successfully listen", StringComparison.Ordinal))
                return new HttpsBlobService(process, folder, port);
        throw new InvalidOperationException("The emulator's blob service does not start: " + await process.StandardError.ReadToEndAsync());
    }

    /// <summary>A client that takes its certificate and carries no credential.</summary>
    public static HttpClient Http() => new(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static void WriteCertificate(string folder)
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(Path.Combine(folder, "certificate.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    private sealed class FakeCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            var now = TimeProvider.System.GetUtcNow();
            var claims = JsonSerializer.Serialize(new
            {
                aud = "https://storage.azure.com",
                iss = "https://sts.windows.net/ab1f708d-50f6-404c-a006-d71b2ac7a606/",
                iat = now.AddMinutes(-1).ToUnixTimeSeconds(),
                nbf = now.AddMinutes(-1).ToUnixTimeSeconds(),
                exp = now.AddHours(1).ToUnixTimeSeconds(),
                oid = "11059fcc-5514-4800-b5f8-49808b9cfab6",
                tid = "ab1f708d-50f6-404c-a006-d71b2ac7a606",
            });
            return new AccessToken($"{Part("{\"alg\":\"none\",\"typ\":\"JWT\"}")}.{Part(claims)}.{Part("unsigned")}", now.AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));

        private static string Part(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
    }
}
