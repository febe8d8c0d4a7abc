namespace System.Threading;

/// <summary>Stands in for nanoFramework's event that frees one waiter per signal.</summary>
public sealed class AutoResetEvent : WaitHandle
{
    public AutoResetEvent(bool initialState) => Start(initialState);

    private protected override bool ResetsItself => true;

    /// <returns>Always true.</returns>
    public bool Reset()
    {
        Unsignal();
        return true;
    }

    /// <returns>Always true.</returns>
    public bool Set()
    {
        Signal();
        return true;
    }
}

/// <summary>Stands in for nanoFramework's event that stays signaled until it is reset.</summary>
public sealed class ManualResetEvent : WaitHandle
{
    public ManualResetEvent(bool initialState) => Start(initialState);

    /// <returns>Always true.</returns>
    public bool Reset()
    {
        Unsignal();
        return true;
    }

    /// <returns>Always true.</returns>
    public bool Set()
    {
        Signal();
        return true;
    }
}
