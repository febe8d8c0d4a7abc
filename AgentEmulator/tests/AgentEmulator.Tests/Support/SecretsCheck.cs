using System.Text;

namespace AgentEmulator.Tests.Support;

internal static class SecretsCheck
{
    /// <summary>Neither the API key, the factory secret, the board's key, the WiFi password nor the given tokens were written.</summary>
    public static void AssertNone(CapturingLog log, Recorder events, params string[] tokens)
    {
        string[] secrets =
        [
            TestFactory.ApiKey,
            Convert.ToBase64String(Encoding.UTF8.GetBytes(TestFactory.ApiKey)),
            Encoding.ASCII.GetString(TestFactory.FactorySecret),
            Convert.ToHexStringLower(TestFactory.KeyOf(TestFactory.DeviceId)),
            TestFactory.Password,
            .. tokens,
        ];
        foreach (var line in log.Lines.Concat(events.All.Select(e => e.ToString())))
        {
            foreach (var secret in secrets)
                Assert.DoesNotContain(secret, line, StringComparison.OrdinalIgnoreCase);
        }
    }
}
