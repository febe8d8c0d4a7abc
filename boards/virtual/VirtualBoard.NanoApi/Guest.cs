using System.ComponentModel;

namespace VirtualBoard.NanoApi;

/// <summary>What code that the retargeter inserts into firmware calls. For the retargeter's use only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Guest
{
    /// <summary>The object that holds what the static fields of a firmware assembly held before retargeting.</summary>
    /// <param name="assemblyIndex">Index of the assembly within its image.</param>
    /// <exception cref="PowerOffException">The boot of the calling thread is dead.</exception>
    public static object? Statics(int assemblyIndex) => CpuMeter.Current.Statics(assemblyIndex);

    /// <summary>Whether a catch-all of firmware may see an exception: anything but the loss of power.</summary>
    /// <param name="exception">What was thrown.</param>
    public static bool IsCatchable(object exception) => exception is not PowerOffException;
}
