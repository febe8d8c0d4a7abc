namespace System.Threading;

/// <summary>Stands in for nanoFramework's: raised in a thread that another one aborted. Firmware can catch it but not undo the abort.</summary>
public sealed class ThreadAbortException : SystemException
{
    internal ThreadAbortException()
    {
    }
}
