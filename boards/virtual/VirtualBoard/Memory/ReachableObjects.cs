using System.Collections;
using System.Reflection;
using System.Runtime.Loader;

namespace VirtualBoard.Memory;

/// <summary>
/// What firmware can reach from its static fields, its threads' starts, and what native code keeps for it (timers, handlers, locks).
/// </summary>
/// <remarks>
/// The result is a function of the firmware's own data: neither the host's garbage collector nor its compiler has a part in it. What a
/// thread has in nothing but local variables is not seen.
/// </remarks>
internal sealed class ReachableObjects
{
    private readonly Assembly _native;
    private readonly Dictionary<Type, FieldInfo[]> _fields;
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<object> _pending = new();

    public ReachableObjects(Boot boot, Assembly native)
    {
        _native = native;
        _fields = boot.Board.Lab.FieldsOfTypes;
        foreach (var root in boot.Statics.Concat(boot.Kept))
            Reach(root);
        while (_pending.TryPop(out var item))
            Bytes += Look(item);
    }

    /// <summary>Gets what they take, in bytes as nanoCLR takes them.</summary>
    public long Bytes { get; private set; }

    private void Reach(object? item)
    {
        if (item is not null && _seen.Add(item))
            _pending.Push(item);
    }

    private long Look(object item)
    {
        switch (item)
        {
            case Type:
                return 0;
            case Delegate function:
                foreach (var one in function.HasSingleTarget ? [function] : function.GetInvocationList())
                    Reach(one.Target);
                return 3 * CpuMeter.BlockBytes;
            case Array array:
                if (!array.GetType().GetElementType()!.IsPrimitive)
                    ReachAll(array);
                return ObjectSize.Of(array);
        }

        var type = item.GetType();
        if (IsFirmware(type))
            return CpuMeter.BlockBytes * (1 + LookAtFields(item, type));
        if (type.IsPrimitive)
            return 2 * CpuMeter.BlockBytes;
        if (type.Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) != true)
            return type.Assembly == typeof(object).Assembly ? ObjectSize.Of(item) : 0;

        // A collection of the host, in which native code keeps something.
        if (item is IDictionary dictionary)
        {
            ReachAll(dictionary.Keys);
            ReachAll(dictionary.Values);
        }
        else if (item is IEnumerable sequence)
        {
            ReachAll(sequence);
        }

        return 0;
    }

    private void ReachAll(IEnumerable items)
    {
        foreach (var item in items)
        {
            if (item is ValueType && IsFirmware(item.GetType()))
                LookAtFields(item, item.GetType());
            else
                Reach(item);
        }
    }

    /// <summary>Returns how many values there are in an object or a structure.</summary>
    private int LookAtFields(object item, Type type)
    {
        var fields = FieldsOf(type);
        var values = 0;
        foreach (var field in fields)
        {
            values++;
            if (!field.FieldType.IsValueType)
                Reach(field.GetValue(item));
            else if (IsFirmware(field.FieldType) && !field.FieldType.IsEnum)
                values += LookAtFields(field.GetValue(item)!, field.FieldType);
        }

        return values;
    }

    private FieldInfo[] FieldsOf(Type type)
    {
        if (_fields.TryGetValue(type, out var known))
            return known;

        var fields = new List<FieldInfo>();
        for (var at = type; at is not null && IsFirmware(at); at = at.BaseType)
            fields.AddRange(at.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
        // Pointers and references are no business of this.
        fields.RemoveAll(f => f.FieldType.IsPointer || f.FieldType.IsByRef || f.FieldType.IsByRefLike);
        _fields.Add(type, [.. fields]);
        return _fields[type];
    }

    private bool IsFirmware(Type type) =>
        type.Assembly == _native || AssemblyLoadContext.GetLoadContext(type.Assembly) != AssemblyLoadContext.Default;
}
