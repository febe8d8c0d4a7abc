using VirtualBoard.Radio;

namespace VirtualBoard.Testing;

/// <summary>
/// The access points in reach of every board that tests run on, and <see cref="TestService"/> behind them. Tests on the board know them by these names; on a real board whose
/// surroundings lack them, a test that needs one skips itself.
/// </summary>
public static class TestAir
{
    /// <summary>A network that works: WPA2, addresses, internet.</summary>
    public const string Ssid = "nf-test";

    /// <summary>The password of every network here that has one.</summary>
    public const string Password = "nf-test-password";

    /// <summary>A network without password; addresses, internet.</summary>
    public const string OpenSsid = "nf-test-open";

    /// <summary>A network that hands out no addresses.</summary>
    public const string NoAddressSsid = "nf-test-no-dhcp";

    /// <summary>A network with addresses and without internet.</summary>
    public const string NoInternetSsid = "nf-test-no-internet";

    /// <summary>A network that is there for 60 s, gone for 20 s, and so on.</summary>
    public const string FlakySsid = "nf-test-flaky";

    /// <summary>A name that no network here has.</summary>
    public const string AbsentSsid = "nf-test-absent";

    private static readonly TimeSpan FlakyOn = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FlakyOff = TimeSpan.FromSeconds(20);

    /// <summary>Puts the access points into a lab's air.</summary>
    /// <param name="lab">The lab.</param>
    public static void Fill(Lab lab)
    {
        ArgumentNullException.ThrowIfNull(lab);
        lab.Internet.Add(TestService.HostName, new TestService());
        lab.Air.Add(Ssid, Password);
        lab.Air.Add(OpenSsid, "");
        lab.Air.Add(NoAddressSsid, Password).HasDhcp = false;
        lab.Air.Add(NoInternetSsid, Password).HasInternet = false;
        Flicker(lab, lab.Air.Add(FlakySsid, Password));
    }

    private static void Flicker(Lab lab, AccessPoint accessPoint) =>
        lab.After(accessPoint.IsOn ? FlakyOn : FlakyOff, () =>
        {
            accessPoint.IsOn = !accessPoint.IsOn;
            Flicker(lab, accessPoint);
        });
}
