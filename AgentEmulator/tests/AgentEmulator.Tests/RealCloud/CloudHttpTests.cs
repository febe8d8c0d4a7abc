using System.Net;
using AgentEmulator.Cli;
using AgentEmulator.RealCloud;
using AgentEmulator.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace AgentEmulator.Tests.RealCloud;

public sealed class CloudHttpTests
{
    private static readonly Uri Cloud = new("https://cloud.example");

    private readonly FakeTimeProvider _time = new();
    private readonly List<(string What, TimeSpan Wait)> _retries = [];

    [Fact]
    public async Task Retry_after_is_waited_for_and_no_longer()
    {
        var network = new ScriptedNetwork((429, "7"), (201, null));
        var fetching = Client(network).FetchAsync(null, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(6.9));
        Assert.Equal((false, 1), (fetching.IsCompleted, network.Requests));
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(201, (await fetching).Status);
        Assert.Equal([("status 429", TimeSpan.FromSeconds(7))], _retries);
    }

    [Fact]
    public async Task Retry_after_that_is_too_long_is_an_answer()
    {
        var answer = await Client(new ScriptedNetwork((429, "31"))).FetchAsync(null, CancellationToken.None);
        Assert.Equal((429, TimeSpan.FromSeconds(31)), (answer.Status, answer.RetryAfter));
    }

    [Fact]
    public async Task Failures_of_the_server_are_tried_again_with_doubling_pauses_and_then_told()
    {
        var network = new ScriptedNetwork((503, null), (500, null), (502, null), (503, null));
        var fetching = Client(network).FetchAsync(null, CancellationToken.None);
        foreach (var pause in new[] { 1, 2, 4 })
            _time.Advance(TimeSpan.FromSeconds(pause));
        var answer = await fetching;
        Assert.Equal((503, CloudHttp.Attempts), (answer.Status, network.Requests));
        Assert.Equal([1, 2, 4], _retries.Select(retry => retry.Wait.TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(7), answer.Elapsed);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    public async Task Refusals_are_not_repeated(int status)
    {
        var network = new ScriptedNetwork((status, null));
        var answer = await Client(network).FetchAsync(null, CancellationToken.None);
        Assert.Equal((status, 1), (answer.Status, network.Requests));
        Assert.Contains(status.ToString(System.Globalization.CultureInfo.InvariantCulture), answer.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://cloud.example", "no address")]
    [InlineData("https://cloud.example/v5", "no address")]
    [InlineData("cloud", "no address")]
    [InlineData("http://cloud.example", "unencrypted")]
    public void Addresses_that_make_no_sense_or_show_the_key_are_refused(string text, string hint) =>
        Assert.Contains(hint, Assert.Throws<UsageException>(() => CloudAddress.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("  a-key\n", "a-key")]
    [InlineData("", null)]
    [InlineData("two\nlines", null)]
    [InlineData("ctrl\u0001", null)]
    public void A_key_is_read_from_a_file_or_refused_without_being_shown(string content, string? key)
    {
        var file = new FileInfo(Path.Combine(TestFolders.Create("key").FullName, "key.txt"));
        File.WriteAllText(file.FullName, content);
        if (key is not null)
            Assert.Equal(key, CloudKey.Read(file, null));
        else
            Assert.DoesNotContain("lines", Assert.Throws<UsageException>(() => CloudKey.Read(file, null)).Message, StringComparison.Ordinal);
        Assert.Equal("of the environment", CloudKey.Read(null, " of-the-environment ").Replace('-', ' '));
        Assert.Contains(CloudKey.Variable, Assert.Throws<UsageException>(() => CloudKey.Read(null, null)).Message, StringComparison.Ordinal);
        Assert.Throws<UsageException>(() => CloudKey.Read(new FileInfo("/no/such/key"), null));
    }

    private EnrollClient Client(HttpMessageHandler network) =>
        new(CloudHttp.Create(network, _time, (what, wait) => _retries.Add((what, wait))), Cloud, "a-key", _time);

    private sealed class ScriptedNetwork(params (int Status, string? RetryAfter)[] answers) : HttpMessageHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Equal(Http.Basic("a-key"), request.Headers.Authorization!.ToString());
            var (status, after) = answers[Requests++];
            var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent("{}") };
            if (after is not null)
                answer.Headers.TryAddWithoutValidation("Retry-After", after);
            return Task.FromResult(answer);
        }
    }
}
