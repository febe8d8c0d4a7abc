extern alias host;

using System.Reflection;

namespace VirtualBoard.NanoApi.Reflection;

/// <summary>A static field of firmware. Retargeting has moved it into an object of the boot; reflection shows it where it was declared.</summary>
internal sealed class StaticField : FieldInfo
{
    private readonly Boot _boot;
    private readonly object _statics;
    private readonly FieldInfo _place;

    private StaticField(Boot boot, object statics, FieldInfo place, Type declaringType, string name) =>
        (_boot, _statics, _place, DeclaringType, Name) = (boot, statics, place, declaringType, name);

    public override string Name { get; }

    public override Type DeclaringType { get; }

    public override Type ReflectedType => DeclaringType;

    public override Type FieldType => _place.FieldType;

    public override FieldAttributes Attributes =>
        FieldAttributes.Static | (IsMarkedPrivate(_place) ? FieldAttributes.Private : FieldAttributes.Public);

    public override RuntimeFieldHandle FieldHandle => _place.FieldHandle;

    /// <summary>The static fields that a type declares and a lookup finds.</summary>
    public static IEnumerable<FieldInfo> Of(Type type, BindingFlags flags) =>
        Declared(Machine.Enter(), type).Where(f => flags.HasFlag(f.IsPublic ? BindingFlags.Public : BindingFlags.NonPublic));

    public override object? GetValue(object? obj)
    {
        _boot.ThrowIfDead();
        return _place.GetValue(_statics);
    }

    public override void SetValue(object? obj, object? value, BindingFlags invokeAttr, Binder? binder, host::System.Globalization.CultureInfo? culture)
    {
        _boot.ThrowIfDead();
        _place.SetValue(_statics, value);
    }

    public override object[] GetCustomAttributes(bool inherit) => _place.GetCustomAttributes(inherit);

    public override object[] GetCustomAttributes(Type attributeType, bool inherit) => _place.GetCustomAttributes(attributeType, inherit);

    public override IList<CustomAttributeData> GetCustomAttributesData() => _place.GetCustomAttributesData();

    public override bool IsDefined(Type attributeType, bool inherit) => _place.IsDefined(attributeType, inherit);

    private static IEnumerable<StaticField> Declared(Boot boot, Type type)
    {
        var statics = boot.Statics.FirstOrDefault(s => s?.GetType().Assembly == type.Assembly);
        if (statics is null)
            yield break;
        var prefix = type.FullName!.Replace('+', '/') + ".";
        foreach (var place in statics.GetType().GetFields())
        {
            if (place.Name.StartsWith(prefix, StringComparison.Ordinal))
                yield return new StaticField(boot, statics, place, type, place.Name[prefix.Length..]);
        }
    }

    // Retargeting marks what was not public so: the field itself has to be.
#pragma warning disable SYSLIB0050 // The flag is of no use to .NET any more, which is why it can be this.
    private static bool IsMarkedPrivate(FieldInfo place) => place.IsNotSerialized;
#pragma warning restore SYSLIB0050
}
