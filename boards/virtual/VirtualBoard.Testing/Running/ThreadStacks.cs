using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Text;

namespace VirtualBoard.Testing.Running;

/// <summary>
/// Where each thread of a boot waits. Asked by ending the boot: every thread then meets the loss of power where it waits, and shows
/// its stack at that moment.
/// </summary>
internal sealed class ThreadStacks : IDisposable
{
    private readonly Boot _boot;
    private readonly FirmwareStack _stack;
    private readonly SortedDictionary<int, (string Name, string? Stack)> _threads = [];

    public ThreadStacks(Boot boot, FirmwareStack stack)
    {
        _boot = boot;
        _stack = stack;
        AppDomain.CurrentDomain.FirstChanceException += Thrown;
    }

    /// <summary>Whether every thread has shown itself and ended.</summary>
    public bool IsOver => _boot.Threads.Count == 0;

    /// <summary>The stack of the main thread, which runs the tests.</summary>
    public string? Main => _threads.TryGetValue(1, out var main) ? main.Stack : null;

    /// <summary>All others, each with a line of its own before its stack.</summary>
    public string Others()
    {
        var text = new StringBuilder();
        foreach (var (id, (name, stack)) in _threads)
        {
            if (id != 1)
                text.Append(Environment.NewLine).Append("Thread ").Append(name).Append(" waits").Append(stack is null ? "." : ":" + Environment.NewLine + stack);
        }

        return text.ToString();
    }

    public void Dispose() => AppDomain.CurrentDomain.FirstChanceException -= Thrown;

    // On the thread that throws, before anything is unwound. Threads of one lab come one at a time.
    private void Thrown(object? sender, FirstChanceExceptionEventArgs e)
    {
        if (e.Exception is PowerOffException && BoardThread.Current is { } thread && thread.Boot == _boot)
            _threads.TryAdd(thread.Id, (thread.Name, _stack.Of(new StackTrace(fNeedFileInfo: true))));
    }
}
