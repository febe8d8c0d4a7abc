using VirtualBoard.FileSystem;
using VirtualBoard.Radio;

namespace VirtualBoard;

/// <summary>What nanoFramework's firmware does with the network before the application runs.</summary>
public sealed partial class Board
{
    private void StartNetwork(BoardFileSystem files)
    {
        Links[0].StaticAddress = AddressSettings.Load(files).Fixed;
        _port?.Start();
        if (WifiSettings.Load(files) is { JoinsAtBoot: true } wifi)
            Station.Connect(wifi.Ssid, wifi.Password, static _ => { });
    }
}
