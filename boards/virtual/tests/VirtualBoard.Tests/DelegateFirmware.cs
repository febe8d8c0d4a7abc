namespace VirtualBoard.Tests;

/// <summary>Firmware that is a delegate of the test.</summary>
internal sealed class DelegateFirmware(Action<Boot> run) : IFirmware
{
    public string Name => "test";

    public void Run(Boot boot) => run(boot);
}
