using AgentEmulator.Boards;
using AgentEmulator.Flashing;

namespace AgentEmulator.Tests.Flashing;

public sealed class FlashPlanTests
{
    /// <summary>nanoFramework's targets and partition tables, and where each chip's ROM looks for the boot loader.</summary>
    public static TheoryData<string, string, string, string> Places => new()
    {
        { "esp32-devkitc-v4", "ESP32_REV3", "0x1E0000", "0x1000" },
        { "esp-wrover-kit", "ESP32_PSRAM_REV3", "0x1E0000", "0x1000" },
        { "esp32-c3-devkitm-1", "ESP32_C3", "0x1B0000", "0x0" },
        { "esp32-c6-devkitc-1", "ESP32_C6_THREAD", "0x250000", "0x0" },
        { "esp32-s2-saola-1", "ESP32_S2", "0x1B0000", "0x1000" },
        { "esp32-s3-devkitc-1", "ESP32_S3_OCTAL", "0x1B0000", "0x0" },
        { "m5stack-core2", "M5Core2", "0x1E0000", "0x1000" },
        { "m5stack-atom-lite", "ESP32_PICO", "0x1E0000", "0x1000" },
        { "olimex-esp32-poe", "ESP32_OLIMEX", "0x1E0000", "0x1000" },
        { "esp32-ethernet-kit-v1.2", "ESP32_ETHERNET_KIT_1.2", "0x1E0000", "0x1000" },
        { "wt32-eth01", "ESP32_WT32_ETH01", "0x1E0000", "0x1000" },
        { "lilygo-t-internet-poe", "ESP32_LILYGO", "0x1E0000", "0x1000" },
        { "lilygo-t-a7670x", "ESP32_PSRAM_REV3", "0x1E0000", "0x1000" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void The_plan_of_each_board_has_its_target_and_addresses(string name, string target, string deploy, string bootloader)
    {
        var board = InstalledFiles.Board(name);
        Assert.Equal((target, bootloader), (board.NanoFrameworkTarget, NanoffCommand.Hex(board.BootloaderOffset)));
        var steps = FlashPlan.Of(new FlashRequest { Board = board, Port = "COM5" }, image: null);
        Assert.Equal(
            [FlashSteps.Build, FlashSteps.Identify, FlashSteps.Clr, FlashSteps.ReadTable, FlashSteps.Deploy, FlashSteps.Verify], steps.Select(s => s.Name));
        Assert.StartsWith($"nanoff --target {target} --serialport COM5 --baud 1500000 --update --preview", steps[2].Command, StringComparison.Ordinal);
        Assert.Equal(
            $"nanoff --target {target} --serialport COM5 --baud 1500000 --deploy --image DeviceFirmware.bin --address {deploy}", steps[4].Command);
    }

    [Fact]
    public void Every_board_is_among_them() => Assert.Equal(InstalledFiles.BoardNames(), Places.Select(p => p.Data.Item1).Order(StringComparer.Ordinal));

    [Fact]
    public void The_pico_is_spared_the_speeds_that_it_fails_at() => Assert.Equal(
        [1_500_000, 115_200], new FlashRequest { Board = InstalledFiles.Board("m5stack-atom-lite"), Port = "COM5" }.SpeedsToTry);
}
