using System.Reflection;

namespace VirtualBoard.NanoApi.Reflection;

/// <summary>Calls through reflection, as nanoCLR makes them: what the method throws arrives as it is.</summary>
internal static class Calls
{
    /// <summary>For an object whose fields are not looked at.</summary>
    private const int UnknownBlocks = 4;

    public static object? Invoke(MethodBase method, object? target, object?[]? arguments)
    {
        Machine.Enter();
        var count = method.GetParameters().Length;
        if (count != (arguments?.Length ?? 0))
            throw new ArgumentException();
        if (!method.IsStatic && !method.IsConstructor && target is null)
            throw new NullReferenceException();
        var stack = CpuMeter.EnterCall();
        try
        {
            return Made(method, target, arguments);
        }
        finally
        {
            BoardThread.Current?.StackUse = stack;
        }
    }

    private static object? Made(MethodBase method, object? target, object?[]? arguments)
    {
        if (method is ConstructorInfo constructor)
        {
            var made = MemberMaps.Instance.Find(method) is { } maker
                ? maker.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null)
                : constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
            // Firmware's own code counts what it makes, and nobody else does.
            Machine.Grow(made!, UnknownBlocks);
            return made;
        }

        if (MemberMaps.Instance.Find(method) is { } standIn)
            return standIn.Invoke(null, BindingFlags.DoNotWrapExceptions, null, method.IsStatic ? arguments : [target, .. arguments ?? []], null);
        return method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }
}
