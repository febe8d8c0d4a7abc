using Microsoft.Testing.Extensions.TrxReport.Abstractions;

namespace VirtualBoard.Testing.Platform;

/// <summary>Says that test nodes carry what a TRX report needs. They always do, so there is nothing to switch on.</summary>
internal sealed class TrxCapability : ITrxReportCapability
{
    public bool IsSupported => true;

    public void Enable()
    {
    }
}
