using System.Buffers.Binary;
using System.Text;

namespace AgentEmulator.Tests.HardwareTesting;

/// <summary>What boards send while nanoFramework's unit test launcher runs, in the manner of recordings.</summary>
internal static class Launcher
{
    public const string RomBanner = "ets Jul 29 2019 12:21:46\r\n\r\nrst:0x1 (POWERON_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)\r\n";

    public const string ClrBanner =
        "\r\nnanoCLR (Build 1.17.0.1)\r\n\r\n\r\nESP32_REV3 @ ESP32\r\n\r\nStarting...\r\nCreated EE.\r\nStarted Hardware.\r\n" +
        "Create Type System.\r\nLoading Deployment Assemblies.\r\nResolving.\r\nReady.\r\n";

    public const string Boot = RomBanner + ClrBanner;

    public const string End = "Done.\r\nWaiting for debug commands...\r\n";

    public static string Passed(string name, int ticks = 12345) => $"Test passed,{name},{ticks}\r\n";

    public static string Failed(string name, string message) => $"Test failed,{name},{message}\r\n";

    public static string Skipped(string name, string message) => $"Test skipped,{name},{message}\r\n";

    /// <summary>A debugger packet: command 0 is the ping that nanoCLR sends at boot, 1 carries printed text.</summary>
    public static byte[] Packet(uint command, byte[] payload)
    {
        var packet = new byte[32 + payload.Length];
        "NFPKTV1\0"u8.CopyTo(packet);
        BinaryPrimitives.WriteUInt32LittleEndian(packet.AsSpan(16), command);
        BinaryPrimitives.WriteUInt32LittleEndian(packet.AsSpan(28), (uint)payload.Length);
        payload.CopyTo(packet.AsSpan(32));
        return packet;
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
