using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Cli;

public sealed class ServeCommandTests
{
    [Fact]
    public async Task It_prints_where_it_is_answers_and_stops_cleanly()
    {
        using var emulator = Serve("--urls", "http://127.0.0.1:0", "--api-key", "secret-key");
        var cloud = await AddressAsync(emulator, "impCloud");
        using var client = new HttpClient();
        Assert.Equal(HttpStatusCode.Created, (await EnrollAsync(client, cloud, "secret-key")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await EnrollAsync(client, cloud, "wrong-key")).StatusCode);
        Assert.DoesNotContain("secret-key", emulator.Output, StringComparison.Ordinal);

        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows cannot send Ctrl+C to one process.");
        emulator.Interrupt();
        Assert.Equal(0, await emulator.ExitAsync());
        Assert.Contains("Stopped.", emulator.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_in_use_is_an_environment_failure_that_names_it()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        using var emulator = Serve("--urls", url);
        Assert.Equal(3, await emulator.ExitAsync());
        Assert.Contains(url, emulator.Error, StringComparison.Ordinal);
        Assert.Contains("--urls", emulator.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1:1")]
    [InlineData("127.0.0.1:5080")]
    [InlineData("http://127.0.0.1:65535")]
    [InlineData("http://127.0.0.1:1;http://127.0.0.1:2")]
    public async Task A_wrong_address_is_a_usage_error(string urls)
    {
        using var emulator = Serve("--urls", urls);
        Assert.Equal(2, await emulator.ExitAsync());
        Assert.Contains("--urls", emulator.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_factory_secret_is_made_once_kept_and_for_its_owner_only()
    {
        var file = new FileInfo(Path.Combine(TestFolders.Create("secret").FullName, "sub", "factory-secret"));
        byte[]? first = null;
        for (var run = 0; run < 2; run++)
        {
            using var emulator = Emulator.Start("serve", "--urls", "http://127.0.0.1:0", "--factory-secret", file.FullName);
            await AddressAsync(emulator, "gateway");
            var secret = await File.ReadAllBytesAsync(file.FullName);
            Assert.Equal(32, secret.Length);
            Assert.Equal(first ?? secret, secret);
            first = secret;
        }

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.FullName));
    }

    private static Emulator Serve(params string[] arguments)
    {
        var secret = Path.Combine(TestFolders.Create("secret").FullName, "factory-secret");
        return Emulator.Start(["serve", "--factory-secret", secret, .. arguments]);
    }

    private static async Task<string> AddressAsync(Emulator emulator, string service)
    {
        var line = await emulator.LineAsync(l => l.StartsWith(service, StringComparison.Ordinal));
        return Regex.Match(line, @"http://\S+").Value;
    }

    private static async Task<HttpResponseMessage> EnrollAsync(HttpClient client, string cloud, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, cloud + "/v5/enroll")
        {
            Content = new StringContent("""{"type":"production_token"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(key)));
        return await client.SendAsync(request);
    }
}
