extern alias nanoapi;

using VirtualBoard.Boards;
using VirtualBoard.Radio;
using HttpClient = nanoapi::System.Net.Http.HttpClient;
using WifiAdapter = nanoapi::System.Device.Wifi.WifiAdapter;
using WifiConnectionStatus = nanoapi::System.Device.Wifi.WifiConnectionStatus;
using WifiReconnectionKind = nanoapi::System.Device.Wifi.WifiReconnectionKind;

namespace VirtualBoard.NanoApi.Tests.Net;

/// <summary>A lab with one access point, one service behind it, and one board whose firmware is a test's body.</summary>
internal sealed class NetLab : IDisposable
{
    public const string Ssid = "factory";
    public const string Password = "correct horse";
    public const string Address = "http://gateway.test:8080/device";

    public NetLab()
    {
        AccessPoint = Lab.Air.Add(Ssid, Password);
        Lab.Internet.Add("gateway.test", Service);
        Board = Lab.AddBoard(
            BoardDefinition.Load(Path.Combine(AppContext.BaseDirectory, "boards", "esp32-devkitc-v4", "board.json")), new BoardOptions { Name = "dut" });
    }

    public Lab Lab { get; } = new(new LabOptions());

    public AccessPoint AccessPoint { get; }

    public EchoService Service { get; } = new();

    public Board Board { get; }

    /// <summary>Boots the board with a body and runs the lab until the body has ended.</summary>
    public void Run(Action<Boot> body)
    {
        var ended = false;
        Load(boot =>
        {
            body(boot);
            ended = true;
        });
        Board.PowerOn();
        Assert.True(
            Lab.RunUntil(() => ended, TimeSpan.FromHours(1)), "the firmware did not end: " + string.Join('\n', Board.Console.Lines.Select(l => l.Text)));
    }

    /// <summary>Boots the board, joins the network, waits for an address, and runs a body.</summary>
    public void RunOnline(Action<Boot> body) => Run(boot =>
    {
        GoOnline();
        body(boot);
    });

    /// <summary>Runs a body with a client on a board that is online.</summary>
    public void RunClient(Action<HttpClient> body) => RunOnline(_ => body(new HttpClient()));

    public void Load(Action<Boot> body) => Board.Load(new BodyFirmware(body));

    public static void GoOnline()
    {
        Assert.Equal(WifiConnectionStatus.Success, Connect(Ssid, Password));
        Sleep(5);
        Assert.NotNull(Boot.Current.Board.Station.Address);
    }

    public static WifiConnectionStatus Connect(string ssid, string password, WifiReconnectionKind kind = WifiReconnectionKind.Automatic) =>
        WifiAdapter.FindAllAdapters()[0].Connect(ssid, kind, password).ConnectionStatus;

    public static void Sleep(double seconds) => BoardThread.Current!.Sleep(TimeSpan.FromSeconds(seconds));

    public void Dispose() => Lab.Dispose();

    private sealed class BodyFirmware(Action<Boot> body) : IFirmware
    {
        public string Name => "test";

        public void Run(Boot boot) => body(boot);
    }
}
