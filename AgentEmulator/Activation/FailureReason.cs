namespace AgentEmulator.Activation;

/// <summary>Why an activation failed: stable words for scripts, each with a sentence for the operator.</summary>
internal static class FailureReason
{
    public const string TokenExpired = "token-expired";
    public const string TokenRejected = "token-rejected";
    public const string WifiCredentialsRefused = "wifi-credentials-refused";
    public const string WifiNotFound = "wifi-not-found";
    public const string NoIpAddress = "no-ip-address";
    public const string NoInternet = "no-internet";
    public const string ApiKeyRefused = "api-key-refused";
    public const string TokenNotAvailable = "token-not-available";
    public const string BlessRefused = "bless-refused";
    public const string ApplicationLoaded = "application-loaded-after-blessing";
    public const string TestsFailed = "tests-failed";
    public const string NotProvisioned = "not-provisioned";
    public const string BoardKeyRefused = "board-key-refused";
    public const string ClaimTimeout = "claim-timeout";
    public const string ConfigurationCleared = "configuration-cleared";
    public const string NoHandler = "no-handler";
    public const string ConfigParamsNotReady = "configparams-not-ready";
    public const string NeverReady = "never-ready";
    public const string AgentFailed = "agent-failed";
    public const string HttpCreditsUsedUp = "http-credits-used-up";
    public const string FixtureNotTold = "fixture-not-told";
    public const string ClaimLost = "claim-lost";
    public const string WifiNotConfigured = "wifi-not-configured";
    public const string NetworkNotSupported = "network-not-supported";
    public const string NoProgress = "no-progress";

    /// <summary>The sentence that tells an operator what happened and what to do.</summary>
    public static string Advice(string reason) => reason switch
    {
        TokenExpired =>
            "The enrollment token expired before the board presented it: fetch it just before blessing, keep what lies between fetch and reboot short, and power-cycle the board at the fixture to try again with a fresh token.",
        TokenRejected =>
            "The impCloud rejected the enrollment token: it was used already, belongs to another account, or is a developer's. Check that the BlinkUp API key is of the account that blessed the board and that the agent asks for type production_token, and run the board again for a fresh token.",
        WifiCredentialsRefused =>
            "The network refused the password. In factory activation the programmed credentials must work at this moment and cannot be fixed remotely: correct the password that the agent relays, or the access point's, and run the board again.",
        WifiNotFound =>
            "No access point with the programmed SSID is in reach: the factory needs one, connected to the internet, besides its own network if the names differ. Check the SSID, the distance and that the access point is on.",
        NoIpAddress =>
            "The board joined the network and got no IP address: check the DHCP server of the access point and its free leases.",
        NoInternet =>
            "The programmed network has no way to the impCloud: check its uplink, firewall and DNS, then power-cycle the board; its token is good until it expires.",
        ApiKeyRefused =>
            "The impCloud refused the BlinkUp API key: set the key of the account that owns the product in the DUT agent's settings, and run the board again. The board was not blessed.",
        TokenNotAvailable =>
            "The impCloud gave no enrollment token in spite of several tries: check its status and the agent's log, then run the board again. The board was not blessed.",
        BlessRefused =>
            "The impCloud refused to bless the board: check that it is assigned to the DUT Device Group and that the fixture's production target is set; then run the board again.",
        ApplicationLoaded =>
            "The application took over right after blessing, before the tokens were stored: set the production Device Group to load code after BlinkUp (load_code_after_blessing = false), unbless the board and run it again.",
        TestsFailed =>
            "A hardware test failed, so the board was not blessed: see the test's name above, repair the board or set it aside.",
        NotProvisioned =>
            "The board has no usable provision.json on its volume: provision it again and run it.",
        BoardKeyRefused =>
            "The gateway refused the board's key: the board was provisioned for another factory secret. Provision it again.",
        ClaimTimeout =>
            "The token was not claimed in time: the board did not reach the impCloud after its reboot. Look at its LED and console, and check the programmed network.",
        ConfigurationCleared =>
            "The firmware cleared the configuration after it had stored tokens and WiFi, as normal factory firmware does when it is blessed, and so erased both: do not call imp.clearconfiguration() after imp.setenroltokens() and imp.setwificonfiguration(), and run the board again for a fresh token.",
        NoHandler =>
            "A message had no handler and was lost: its name is mistyped on one side, or the handler is registered too late. Register handlers first, then send \"ready\", and let the other side wait for it.",
        ConfigParamsNotReady =>
            "imp.configparams was read before it is populated, so the program took itself to be in no factory: read it after the connection (imp.onidle on an imp), and in an agent not only at its start.",
        NeverReady =>
            "The device under test connected and never asked for a token: its firmware does not take this for its factory. Look for a hard-coded list of fixtures or networks, and for imp.configparams read too early.",
        AgentFailed =>
            "A callback of an agent failed: see the error in the agent's log, mend the agent and run the board again.",
        HttpCreditsUsedUp =>
            "An agent used up its HTTP credits (40 at once, 2 per second come back): poll many tokens at a rate that fits, not each of them every second, or let the blinkup webhook tell of activations.",
        FixtureNotTold =>
            "The board activated, but the fixture's agent never heard of its token, so nobody watches for the claim: check that the DUT's agent has factory_fixture_url, that the report is sent before the application takes over, and that the fixture's agent answers 200. Do not process the unit again; look it up by its device ID.",
        ClaimLost =>
            "The board activated, but the fixture never confirmed the claim: its agent lost the poll (agents are moved at any time and keep only what server.save holds), or its requests fail. Save claims in progress, or let the blinkup webhook tell. Do not process the unit again; look it up by its device ID.",
        WifiNotConfigured =>
            "The DUT's agent has no WiFi credentials to program, and the board needs some: set SSID and password in the agent's settings.",
        NetworkNotSupported =>
            "The image on the board cannot use the network that the board is provisioned for: flash an image with the driver for it (for a modem, one that brings it up as a network interface), or provision the board for another network.",
        NoProgress =>
            "The board stopped making progress: look at its console with --verbose, power-cycle it and try again.",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "No advice is written for this reason."),
    };
}
