namespace System;

/// <summary>Stands in for nanoFramework's <c>System.GC</c>. Finalizers of firmware do not run on a virtual board, so none is ever pending.</summary>
public static class GC
{
    public static void WaitForPendingFinalizers() => VirtualBoard.NanoApi.Machine.Enter();

    public static void ReRegisterForFinalize(object obj) => SuppressFinalize(obj);

    public static void SuppressFinalize(object obj)
    {
        if (obj is null)
            throw new NullReferenceException();
    }
}
