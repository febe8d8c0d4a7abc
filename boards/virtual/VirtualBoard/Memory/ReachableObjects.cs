using System.Collections;
using System.Reflection;

namespace VirtualBoard.Memory;

/// <summary>
/// What firmware can reach from its static fields, its threads' starts, and what native code keeps for it (timers, handlers, locks).
/// </summary>
/// <remarks>
/// The result is a function of the firmware's own data: neither the host's garbage collector nor its compiler has a part in it. What a
/// thread has in nothing but local variables is not seen.
/// </remarks>
/// <param name="native">The assembly whose objects belong to firmware although they are not compiled from it.</param>
internal sealed class ReachableObjects(Assembly native)
{
    /// <summary>Looks at a type by reflection after which it is worth to compile one.</summary>
    private const int LooksThatPay = 2_000;

    private readonly Dictionary<nint, ObjectShape> _shapes = [];
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<object> _pending = new();
    private Action<object?>? _reach;

    /// <summary>What a boot's objects take, in bytes as nanoCLR takes them.</summary>
    public long BytesOf(Boot boot)
    {
        foreach (var root in boot.Statics)
            Reach(root);
        foreach (var root in boot.Kept)
            Reach(root);
        var bytes = 0L;
        while (_pending.TryPop(out var item))
            bytes += Look(item);
        // Firmware's objects must not live on for having been looked at.
        _seen.Clear();
        return bytes;
    }

    private void Reach(object? item)
    {
        if (item is not null && _seen.Add(item))
            _pending.Push(item);
    }

    private long Look(object item)
    {
        var shape = ShapeOf(item.GetType());
        switch (shape.Kind)
        {
            case ObjectKind.Fields:
                return CpuMeter.BlockBytes * (1 + LookAtFields(item, shape));
            case ObjectKind.Delegate:
                LookAtDelegate((Delegate)item);
                return ObjectSize.Of(item);
            case ObjectKind.References:
                ReachAll((Array)item);
                return ObjectSize.Of(item);
            case ObjectKind.Structures:
                return ObjectSize.Of(item) + (CpuMeter.BlockBytes * LookAtStructures((Array)item));
            case ObjectKind.Data:
                return ObjectSize.Of(item);
            case ObjectKind.Boxed:
                return 2 * CpuMeter.BlockBytes;
            case ObjectKind.Dictionary:
                ReachAll(((IDictionary)item).Keys);
                ReachAll(((IDictionary)item).Values);
                return 0;
            case ObjectKind.Sequence:
                ReachAll((IEnumerable)item);
                return 0;
            default:
                return 0;
        }
    }

    private void LookAtDelegate(Delegate function)
    {
        if (function.HasSingleTarget)
        {
            Reach(function.Target);
            return;
        }

        foreach (var one in Delegate.EnumerateInvocationList(function))
            Reach(one);
    }

    private void ReachAll(IEnumerable items)
    {
        foreach (var item in items)
            Reach(item);
    }

    /// <summary>Returns how many blocks the structures in an array take, each of which is an object.</summary>
    private int LookAtStructures(Array items)
    {
        var shape = ShapeOf(items.GetType().GetElementType()!);
        var blocks = items.Length;
        foreach (var item in items)
            blocks += LookAtFields(item, shape);
        return blocks;
    }

    /// <summary>Returns how many values there are in an object or a structure, and in the structures in it with a block for each.</summary>
    private int LookAtFields(object item, ObjectShape shape)
    {
        if (shape.Visitor is { } visitor)
            return visitor(item, _reach ??= Reach);

        foreach (var field in shape.References)
            Reach(field.GetValue(item));
        var values = shape.Values;
        foreach (var field in shape.Structures)
            values += 1 + LookAtFields(field.GetValue(item)!, ShapeOf(field.FieldType));
        if (++shape.Looks == LooksThatPay)
            shape.Visitor = FieldVisitor.Of(item.GetType(), ShapeOf);
        return values;
    }

    private ObjectShape ShapeOf(Type type)
    {
        var key = type.TypeHandle.Value;
        if (!_shapes.TryGetValue(key, out var shape))
            _shapes.Add(key, shape = ObjectShape.Of(type, native));
        return shape;
    }
}
