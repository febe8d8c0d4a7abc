extern alias host;

using VirtualBoard;
using VirtualBoard.NanoApi;

namespace System;

/// <summary>Stands in for nanoFramework's weak reference.</summary>
/// <remarks>
/// Differs from hardware: the device collects when its heap runs low; here a target goes at <c>nanoFramework.Runtime.Native.GC.Run</c> alone,
/// so that a run does not depend on when the host collects.
/// </remarks>
public class WeakReference
{
    private readonly WeakReference<object?> _weak = new(null);
    private object? _target;

    public WeakReference(object target)
    {
        _target = target;
        WeakReferences.Of(Machine.Enter()).Add(this);
    }

    public virtual bool IsAlive => _target is not null;

    public virtual object? Target
    {
        get => _target;
        set => _target = value;
    }

    /// <summary>Lets go of the target, so that the host can collect it.</summary>
    internal void Loosen()
    {
        _weak.SetTarget(_target);
        _target = null;
    }

    /// <summary>Takes hold of the target again, if the host has not collected it.</summary>
    internal void Tighten() => _target = _weak.TryGetTarget(out var target) ? target : null;
}

/// <summary>The weak references of a boot.</summary>
internal sealed class WeakReferences
{
    private readonly List<WeakReference<WeakReference>> _all = [];

    public static WeakReferences Of(Boot boot) => boot.Get(static _ => new WeakReferences());

    public void Add(WeakReference reference) => _all.Add(new WeakReference<WeakReference>(reference));

    /// <summary>Lets go of the targets that nothing else refers to. Costs a collection of the host when there are weak references at all.</summary>
    public void Collect()
    {
        if (_all.Count == 0)
            return;
        foreach (var reference in Living())
            reference.Loosen();
        host::System.GC.Collect();
        foreach (var reference in Living())
            reference.Tighten();
        _all.RemoveAll(static r => !r.TryGetTarget(out _));
    }

    private IEnumerable<WeakReference> Living()
    {
        foreach (var entry in _all)
        {
            if (entry.TryGetTarget(out var reference))
                yield return reference;
        }
    }
}
