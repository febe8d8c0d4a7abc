using System.Diagnostics.Tracing;

namespace AgentEmulator.Tests.Support;

/// <summary>
/// Records every work item that this thread gives to the thread pool. Simulated services must give it none: what escapes
/// runs at a time of its own and makes runs differ.
/// </summary>
internal sealed class EscapeDetector : EventListener
{
    private const EventKeywords ThreadPoolWork = (EventKeywords)0x12;
    private const int WorkItemEnqueued = 30;

    private readonly int _threadId = Environment.CurrentManagedThreadId;
    private readonly List<string> _stacks = [];

    /// <exception cref="InvalidOperationException">The runtime does not report work items; a silent detector proves nothing.</exception>
    public EscapeDetector()
    {
        // The pool looks at whether anyone listens only when it begins to work, so it misses the first items.
        for (var attempt = 0; attempt < 100 && _stacks.Count == 0; attempt++)
        {
            using var ran = new ManualResetEventSlim();
            ThreadPool.UnsafeQueueUserWorkItem(static done => done.Set(), ran, preferLocal: false);
            ran.Wait();
        }

        if (_stacks.Count == 0)
            throw new InvalidOperationException("the runtime reports no work items of the thread pool");
        _stacks.Clear();
    }

    public IReadOnlyList<string> Stacks => _stacks;

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "System.Diagnostics.Eventing.FrameworkEventSource")
            EnableEvents(eventSource, EventLevel.Verbose, ThreadPoolWork);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        // Raised on the thread that enqueues, so its stack names the culprit.
        if (eventData.EventId == WorkItemEnqueued && Environment.CurrentManagedThreadId == _threadId)
            _stacks.Add(Environment.StackTrace);
    }
}
