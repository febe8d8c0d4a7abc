using System;
using System.Device.Gpio;
using System.Device.Wifi;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.NetworkInformation;
using System.Resources;
using System.Security.Cryptography;
using System.Text;
using nanoFramework.Hardware.Esp32;
using nanoFramework.Networking;
using nanoFramework.Runtime.Native;
using nanoFramework.TestFramework;

namespace LanguageTour;

internal static class Libraries
{
    public static void Show()
    {
        Files();
        Network();
        Board();
        Testing();
    }

    private static void Files()
    {
        using (var file = new FileStream("I:\\a.txt", FileMode.Create, FileAccess.Write))
        {
            var bytes = Encoding.UTF8.GetBytes("a");
            file.Write(bytes, 0, bytes.Length);
        }

        File.WriteAllText("I:\\b.txt", new StringBuilder().Append("b").Append(2).ToString());
        if (File.Exists("I:\\b.txt")) Console.WriteLine(File.ReadAllText("I:\\b.txt"));
        foreach (var path in Directory.GetFiles("I:\\")) Console.WriteLine(Path.GetFileName(path));
    }

    private static void Network()
    {
        var wifi = WifiAdapter.FindAllAdapters()[0];
        wifi.AvailableNetworksChanged += (sender, _) =>
        {
            foreach (var network in sender.NetworkReport.AvailableNetworks) Console.WriteLine(network.Ssid);
        };
        var result = wifi.Connect("ssid", WifiReconnectionKind.Automatic, "password");
        Console.WriteLine(result.ConnectionStatus switch
        {
            WifiConnectionStatus.Success => "connected",
            WifiConnectionStatus.Timeout => "too late",
            _ => "refused",
        });
        WifiNetworkHelper.ConnectDhcp("ssid", "password", requiresDateTime: true);
        foreach (var adapter in NetworkInterface.GetAllNetworkInterfaces()) Console.WriteLine(adapter.IPv4Address);

        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        http.DefaultRequestHeaders.Add("Imp-Session", "-");
        using var response = http.Post("http://example.com/", new StringContent("{}", Encoding.UTF8, "application/json"));
        if (response.StatusCode == HttpStatusCode.OK) Console.WriteLine(response.Content.ReadAsString());

        using var signature = new HMACSHA256(new byte[32]);
        Console.WriteLine(Convert.ToBase64String(signature.ComputeHash(new byte[1])));
    }

    private static void Board()
    {
        var led = new GpioController().OpenPin(2, PinMode.Output);
        led.Write(PinValue.High);
        Configuration.SetPinFunction(17, DeviceFunction.COM2_TX);
        NativeMemory.GetMemoryInfo(NativeMemory.MemoryType.Internal, out var total, out _, out _);
        Debug.WriteLine(total.ToString() + Environment.TickCount64 + DateTime.UtcNow.ToUnixTimeSeconds());
        Console.WriteLine(SystemInfo.Version.ToString() + typeof(ResourceManager).Name);
        Power.RebootDevice(RebootOption.ClrOnly);
    }

    private static void Testing()
    {
        var numbers = new[] { 1, 2 };
        ArgumentNullException.ThrowIfNull(numbers);
        Assert.AreEqual(1, numbers[0]);
        Assert.IsTrue(numbers.SequenceEqual(new[] { 1, 2 }));
        CollectionAssert.AreEqual(numbers, new[] { 1, 2 });
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public static void Row(int number) => Assert.AreNotEqual(0, number);
}
