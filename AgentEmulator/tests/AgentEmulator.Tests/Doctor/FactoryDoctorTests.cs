using System.Net;
using System.Text;
using AgentEmulator.Activation;
using AgentEmulator.Doctor;
using AgentEmulator.RealCloud;
using AgentEmulator.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace AgentEmulator.Tests.Doctor;

/// <summary>What is wrong with a factory's set-up is found, and only that.</summary>
public sealed class FactoryDoctorTests
{
    [Fact]
    public async Task A_good_factory_passes_every_check()
    {
        await using var bench = new Bench();
        bench.Groups = Groups(loadCode: "false");
        foreach (var result in await bench.CheckAsync())
            Assert.True(result.Outcome == CheckOutcome.Ok, $"{result}");
    }

    [Fact]
    public async Task A_cloud_that_is_away_is_told_once_and_the_rest_is_skipped()
    {
        await using var bench = new Bench { Cloud = new Uri("http://nowhere.lab") };
        var results = await bench.CheckAsync();
        Assert.Equal(CheckOutcome.Failed, results[0].Outcome);
        Assert.All(results.Skip(1).Take(5), result => Assert.Equal(CheckOutcome.Skipped, result.Outcome));
    }

    [Fact]
    public async Task A_wrong_key_is_told_with_the_advice_of_the_failure_that_it_causes()
    {
        await using var bench = new Bench { Key = "wrong" };
        var results = await bench.CheckAsync();
        AssertFailed(results, FactoryChecks.Key, FailureReason.ApiKeyRefused);
        Assert.DoesNotContain(results, result => result.ToString().Contains("wrong", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(90, "Failed")]
    [InlineData(-90, "Failed")]
    [InlineData(30, "Ok")]
    public async Task A_wrong_clock_is_told(int error, string outcome)
    {
        await using var bench = new Bench { ClockError = TimeSpan.FromSeconds(error) };
        Assert.Equal(outcome, Find(await bench.CheckAsync(), FactoryChecks.Clock).Outcome.ToString());
    }

    [Theory]
    [InlineData("true")]
    [InlineData(null)]
    public async Task A_group_that_loads_code_after_blessing_is_told(string? loadCode)
    {
        await using var bench = new Bench { Groups = Groups(loadCode) };
        AssertFailed(await bench.CheckAsync(), FactoryChecks.LoadCode, FailureReason.ApplicationLoaded);
    }

    [Fact]
    public async Task A_fixture_group_without_targets_is_told()
    {
        await using var bench = new Bench
        {
            Groups = """{"data":[{"type":"factoryfixture_devicegroup","id":"f","attributes":{"name":"line 1"},"relationships":{}}]}""",
        };
        var result = Find(await bench.CheckAsync(), FactoryChecks.Targets);
        Assert.Equal((CheckOutcome.Failed, "line 1 has no production target; line 1 has no DUT target"), (result.Outcome, result.Finding));
    }

    [Fact]
    public async Task Groups_are_read_over_pages_and_never_from_another_host()
    {
        await using var bench = new Bench
        {
            Groups = """{"data":[],"links":{"next":"http://elsewhere.lab/v5/devicegroups?page=2"}}""",
        };
        Assert.Equal("there is no fixture device group", Find(await bench.CheckAsync(), FactoryChecks.Targets).Finding);
    }

    [Fact]
    public async Task A_fixture_or_gateway_that_does_not_answer_is_told()
    {
        await using var bench = new Bench { FixtureUrl = new Uri("http://agents.lab/nobody"), Gateway = new Uri("http://cloud.lab") };
        var results = await bench.CheckAsync();
        AssertFailed(results, FactoryChecks.Fixture, FailureReason.FixtureNotTold);
        Assert.Contains("is it the device gateway's address?", Find(results, FactoryChecks.Gateway).Finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("home-net", "correct horse battery", "Ok")]
    [InlineData("other-net", "correct horse battery", "Failed")]
    [InlineData("home-net", "short", "Failed")]
    public async Task The_programmed_network_is_looked_for(string ssid, string password, string outcome)
    {
        await using var bench = new Bench { Network = new WifiCredentials(ssid, password) };
        var result = Find(await bench.CheckAsync(), FactoryChecks.Network);
        Assert.Equal(outcome, result.Outcome.ToString());
        Assert.DoesNotContain(password, result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_round_trip_is_a_warning()
    {
        await using var bench = new Bench { Latency = TimeSpan.FromSeconds(6) };
        var result = Find(await bench.CheckAsync(), FactoryChecks.Token);
        Assert.Equal((CheckOutcome.Warning, FailureReason.Advice(FailureReason.TokenExpired)), (result.Outcome, result.Remedy));
    }

    [Fact]
    public void Every_check_that_a_failure_names_exists_and_every_failure_of_a_check_has_advice()
    {
        Assert.Equal(FactoryChecks.LoadCode, FactoryChecks.Find(FailureReason.ApplicationLoaded));
        Assert.Null(FactoryChecks.Find(FailureReason.TestsFailed));
        Assert.All(FactoryChecks.All.SelectMany(check => check.Foresees), reason => Assert.NotEmpty(FailureReason.Advice(reason)));
    }

    [Fact]
    public void Networks_are_read_from_what_the_operating_systems_tools_print()
    {
        Assert.Equal(["a b", "home"], HostWifiScan.OfNmcli("a b\n\nhome\na b\n").Order());
        Assert.Equal(["home", "x : y"], HostWifiScan.OfNetsh("\r\nInterface name : WiFi\r\nSSID 1 : home\r\n    Network type : x\r\nSSID 2 : x : y\r\nSSID 3 : \r\n").Order());
    }

    private static string Groups(string? loadCode) =>
        """
        {"data":[
          {"type":"production_devicegroup","id":"p","attributes":{"name":"production"SETTING}},
          {"type":"dut_devicegroup","id":"d","attributes":{"name":"dut"}},
          {"type":"factoryfixture_devicegroup","id":"f","attributes":{"name":"fixture"},"relationships":{
            "production_target":{"type":"production_devicegroup","id":"p"},"dut_target":{"type":"dut_devicegroup","id":"d"}}}]}
        """.Replace("SETTING", loadCode is null ? "" : $",\"load_code_after_blessing\":{loadCode}", StringComparison.Ordinal);

    private static CheckResult Find(IReadOnlyList<CheckResult> results, string name) => results.Single(result => result.Name == name);

    private static void AssertFailed(IReadOnlyList<CheckResult> results, string name, string reason)
    {
        var result = Find(results, name);
        Assert.Equal((CheckOutcome.Failed, FailureReason.Advice(reason)), (result.Outcome, result.Remedy));
    }

    /// <summary>The emulator's own factory under a manual clock, with what it does not have played.</summary>
    private sealed class Bench : IAsyncDisposable
    {
        private readonly TestFactory _factory = new();

        public Uri Cloud { get; init; } = new("http://cloud.lab");

        public string Key { get; init; } = TestFactory.ApiKey;

        public string Groups { get; set; } = FactoryDoctorTests.Groups("false");

        public TimeSpan ClockError { get; init; }

        public TimeSpan Latency { get; init; }

        public Uri? FixtureUrl { get; init; }

        public Uri Gateway { get; init; } = new("http://gateway.lab");

        public WifiCredentials Network { get; init; } = new("home-net", "correct horse battery");

        public async Task<IReadOnlyList<CheckResult>> CheckAsync()
        {
            var request = new DoctorRequest
            {
                Cloud = Cloud,
                ApiKey = Key,
                AccessToken = "access",
                FixtureAgent = FixtureUrl ?? new Uri(_factory.FixtureUrl),
                Gateway = Gateway,
                Network = Network,
            };
            using var network = new PlayedNetwork(_factory, this);
            using var http = CloudHttp.Create(network, _factory.Time, (_, _) => { });
            var clock = new FakeTimeProvider(_factory.Time.GetUtcNow() + ClockError);
            var results = new List<CheckResult>();
            var doctor = new FactoryDoctor(request, http, new Air(), ClockError == TimeSpan.Zero ? _factory.Time : clock);
            var checking = Task.Run(async () =>
            {
                await foreach (var result in doctor.RunAsync(CancellationToken.None))
                    results.Add(result);
            });
            // Pauses between tries are the manual clock's.
            while (!checking.IsCompleted)
            {
                _factory.Time.Advance(TimeSpan.FromSeconds(1));
                await Task.WhenAny(checking, Task.Delay(5));
            }

            await checking;
            return results;
        }

        public ValueTask DisposeAsync() => _factory.DisposeAsync();

        private sealed class Air : IWifiScan
        {
            public Task<IReadOnlySet<string>?> NetworksAsync(CancellationToken cancel) =>
                Task.FromResult<IReadOnlySet<string>?>(new HashSet<string> { "home-net" });
        }

        private sealed class PlayedNetwork(TestFactory factory, Bench bench) : HttpMessageHandler
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                if (request.RequestUri!.AbsolutePath == "/v5/devicegroups" && request.RequestUri.Host == "cloud.lab")
                {
                    Assert.Equal("Bearer access", request.Headers.Authorization!.ToString());
                    return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(bench.Groups, Encoding.UTF8, "application/json") };
                }

                Assert.NotEqual("elsewhere.lab", request.RequestUri.Host);
                if (bench.Latency > TimeSpan.Zero)
                    factory.Time.Advance(bench.Latency);
                var answer = await factory.Web.SendAsync(request, cancellationToken);
                answer.Headers.Date ??= factory.Time.GetUtcNow();
                return answer;
            }
        }
    }
}
