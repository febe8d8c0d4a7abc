using AgentEmulator.Events;

namespace AgentEmulator.Tests.Support;

/// <summary>Keeps every event; thread-safe.</summary>
internal sealed class Recorder : IFactoryObserver
{
    private readonly Lock _gate = new();
    private readonly List<FactoryEvent> _events = [];
    private readonly List<Waiter> _waiters = [];

    private sealed record Waiter(string Name, TaskCompletionSource<FactoryEvent> Seen);

    public IReadOnlyList<FactoryEvent> All
    {
        get { lock (_gate) return [.. _events]; }
    }

    public IEnumerable<string> Names => All.Select(e => e.Name);

    public IReadOnlyList<FactoryEvent> Of(string name) => [.. All.Where(e => e.Name == name)];

    public FactoryEvent Single(string name) => Assert.Single(Of(name));

    public void Observe(FactoryEvent factoryEvent)
    {
        List<Waiter> seen;
        lock (_gate)
        {
            _events.Add(factoryEvent);
            seen = [.. _waiters.Where(w => w.Name == factoryEvent.Name)];
            _waiters.RemoveAll(w => w.Name == factoryEvent.Name);
        }

        foreach (var waiter in seen)
            waiter.Seen.TrySetResult(factoryEvent);
    }

    /// <summary>The first event of that name, past or to come.</summary>
    public Task<FactoryEvent> WaitAsync(string name)
    {
        lock (_gate)
        {
            if (_events.Find(e => e.Name == name) is { } past)
                return Task.FromResult(past);
            var waiter = new Waiter(name, new TaskCompletionSource<FactoryEvent>(TaskCreationOptions.RunContinuationsAsynchronously));
            _waiters.Add(waiter);
            return waiter.Seen.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }
}
