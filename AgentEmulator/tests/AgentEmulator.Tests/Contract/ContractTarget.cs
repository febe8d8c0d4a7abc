using AgentEmulator.Tests.Cli;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Contract;

/// <summary>A running cloud, reached by HTTP only: in memory or in a process of its own.</summary>
internal sealed class ContractTarget : IAsyncDisposable
{
    public const string ApiKey = TestFactory.ApiKey;
    public const string OtherKey = "blinkup-api-key-of-another-account";
    public const string Password = "password-of-the-contract";
    public const string UnblessingKey = "unblessing-key-of-the-contract";

    private readonly IAsyncDisposable _owner;

    private ContractTarget(IAsyncDisposable owner, HttpMessageInvoker web, string cloud, string gateway)
    {
        _owner = owner;
        Web = web;
        Cloud = cloud;
        Gateway = gateway;
    }

    public HttpMessageInvoker Web { get; }

    public string Cloud { get; }

    public string Gateway { get; }

    /// <summary>A cloud in memory.</summary>
    /// <param name="refusesAll">Every limit is zero, and the first two token requests fail.</param>
    public static ContractTarget InMemory(bool refusesAll = false)
    {
        var factory = new TestFactory(options => options with
        {
            Cloud = options.Cloud with
            {
                OtherAccountApiKeys = [OtherKey],
                Account = options.Cloud.Account with { Password = Password, UnblessingKey = UnblessingKey },
                ApiLimit = refusesAll ? new(0, TimeSpan.FromSeconds(60)) : options.Cloud.ApiLimit,
                EnrollLimit = refusesAll ? new(0, TimeSpan.FromSeconds(60)) : null,
            },
        });
        if (refusesAll)
            factory.Faults.FailEnroll(2);
        return new ContractTarget(factory, factory.Web, "http://cloud.lab", factory.Gateway);
    }

    /// <summary>The same cloud, started as users start it.</summary>
    public static async Task<ContractTarget> StartedAsync(bool refusesAll = false)
    {
        string[] limits = refusesAll ? ["--api-limit", "0/60", "--enroll-limit", "0/60", "--fail-enroll", "2"] : [];
        var factory = await ServedFactory.StartAsync(
            ["--other-account-key", OtherKey, "--account-password", Password, "--unblessing-key", UnblessingKey, .. limits]);
        return new ContractTarget(new Started(factory), factory.Web, factory.Cloud, factory.Gateway);
    }

    public TestDevice NewDevice(string deviceId) => new(Web, Gateway, deviceId, TestFactory.KeyOf(deviceId));

    public ValueTask DisposeAsync() => _owner.DisposeAsync();

    private sealed class Started(ServedFactory factory) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await factory.DisposeAsync();
            foreach (var secret in new[] { ApiKey, OtherKey, Password, UnblessingKey })
                Assert.DoesNotContain(secret, factory.Emulator.Output + factory.Emulator.Error, StringComparison.Ordinal);
        }
    }
}
