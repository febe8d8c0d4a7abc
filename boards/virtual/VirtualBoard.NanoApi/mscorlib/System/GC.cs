namespace System;

/// <summary>Stands in for nanoFramework's <c>System.GC</c>. Finalizers of firmware do not run on a virtual board, so none is ever pending.</summary>
/// <remarks>There is no <c>ReRegisterForFinalize</c>, which could only ask for what does not happen.</remarks>
public static class GC
{
    public static void WaitForPendingFinalizers() => VirtualBoard.NanoApi.Machine.Enter();

    public static void SuppressFinalize(object obj)
    {
        if (obj is null)
            throw new NullReferenceException();
    }
}
