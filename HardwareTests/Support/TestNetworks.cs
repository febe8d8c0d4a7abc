namespace HardwareTests.Support;

/// <summary>
/// Access points that tests know. Virtual boards have them all (VirtualBoard.Testing.TestAir); for a real board set them up near it,
/// or let the tests that need them skip themselves.
/// </summary>
internal static class TestNetworks
{
    /// <summary>WPA2, addresses, internet.</summary>
    internal const string Ssid = "nf-test";

    internal const string Password = "nf-test-password";

    /// <summary>No password; addresses, internet.</summary>
    internal const string OpenSsid = "nf-test-open";

    /// <summary>Hands out no addresses.</summary>
    internal const string NoAddressSsid = "nf-test-no-dhcp";

    /// <summary>Addresses, and nothing behind them.</summary>
    internal const string NoInternetSsid = "nf-test-no-internet";

    /// <summary>There for a minute, gone for 20 s, and so on.</summary>
    internal const string FlakySsid = "nf-test-flaky";

    /// <summary>An HTTP service behind the networks with internet (VirtualBoard.Testing.TestService).</summary>
    internal const string Service = "nf-test.lab";

    /// <summary>Must not exist.</summary>
    internal const string AbsentSsid = "nf-test-absent";
}
