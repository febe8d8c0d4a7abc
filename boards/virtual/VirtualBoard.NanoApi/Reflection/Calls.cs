using System.Reflection;

namespace VirtualBoard.NanoApi.Reflection;

/// <summary>Calls through reflection, as nanoCLR makes them: what the method throws arrives as it is.</summary>
internal static class Calls
{
    public static object? Invoke(MethodBase method, object? target, object?[]? arguments)
    {
        Machine.Enter();
        var count = method.GetParameters().Length;
        if (count != (arguments?.Length ?? 0))
            throw new ArgumentException();
        if (!method.IsStatic && !method.IsConstructor && target is null)
            throw new NullReferenceException();
        if (method is ConstructorInfo constructor)
        {
            return MemberMaps.Instance.Find(method) is { } maker
                ? maker.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null)
                : constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
        }

        if (MemberMaps.Instance.Find(method) is { } standIn)
            return standIn.Invoke(null, BindingFlags.DoNotWrapExceptions, null, method.IsStatic ? arguments : [target, .. arguments ?? []], null);
        return method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }
}
