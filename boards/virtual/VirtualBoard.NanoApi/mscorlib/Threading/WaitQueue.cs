using VirtualBoard;
using VirtualBoard.NanoApi;

namespace System.Threading;

/// <summary>Who waits for which handles in a boot, longest first. A signal is given to a waiter when it is made, not when the waiter runs.</summary>
internal sealed class WaitQueue
{
    private readonly LinkedList<Waiter> _waiters = new();

    /// <summary>Waits for one or all of some handles.</summary>
    /// <returns>Index of the handle, 0 for all, null when the time ran out.</returns>
    public int? Wait(Thread thread, WaitHandle[] handles, bool all, TimeSpan? limit)
    {
        var waiter = new Waiter(thread, handles, all);
        if (waiter.TryTake())
            return waiter.Result;

        var place = _waiters.AddLast(waiter);
        try
        {
            Machine.WaitUntil(waiter, static w => w.Result is not null, limit);
            return waiter.Result;
        }
        finally
        {
            if (place.List is not null)
                _waiters.Remove(place);
        }
    }

    /// <summary>Frees those for whom a handle that was just signaled suffices.</summary>
    public void Grant(WaitHandle handle)
    {
        for (var place = _waiters.First; place is not null && handle.IsSignaled;)
        {
            var (waiter, next) = (place.Value, place.Next);
            if (waiter.TryTake())
            {
                _waiters.Remove(place);
                waiter.Thread.Wake();
            }

            place = next;
        }
    }

    private sealed class Waiter(Thread thread, WaitHandle[] handles, bool all)
    {
        public Thread Thread => thread;

        public int? Result { get; private set; }

        public bool TryTake()
        {
            if (all)
            {
                if (!Array.TrueForAll(handles, static h => h.IsSignaled))
                    return false;
                foreach (var handle in handles)
                    handle.Consume();
                Result = 0;
                return true;
            }

            var index = Array.FindIndex(handles, static h => h.IsSignaled);
            if (index < 0)
                return false;
            handles[index].Consume();
            Result = index;
            return true;
        }
    }
}
