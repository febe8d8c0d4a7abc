namespace System.Diagnostics;

/// <summary>Stands in for nanoFramework's attribute for debuggers.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class DebuggerTypeProxyAttribute : Attribute
{
    private Type? _target;

    public DebuggerTypeProxyAttribute(Type type) => ProxyTypeName = type.FullName;

    public DebuggerTypeProxyAttribute(string typeName) => ProxyTypeName = typeName;

    public string? ProxyTypeName { get; }

    public Type? Target
    {
        get => _target;
        set => (_target, TargetTypeName) = (value, (value ?? throw new ArgumentNullException()).FullName);
    }

    public string? TargetTypeName { get; set; }
}

/// <summary>Stands in for nanoFramework's attribute for its native profiler.</summary>
[AttributeUsage(AttributeTargets.Constructor | AttributeTargets.Method, Inherited = false)]
public sealed class NativeProfiledAttribute : Attribute
{
}
