using System.Reflection;
using Mono.Cecil;
using VirtualBoard.Retargeting.Api;
using VirtualBoard.Retargeting.Pipeline;
using VirtualBoard.Retargeting.Rewriting;

namespace VirtualBoard.Retargeting.Checks;

/// <summary>
/// Compares what a firmware type overrides and implements with what it will derive from. The host binds overrides by name and
/// signature when it loads a type: one that finds nothing would silently become another method.
/// </summary>
internal sealed class DerivationCheck
{
    private readonly Firmware _firmware;
    private readonly TypeDefinition _type;
    private readonly Site _site;

    public DerivationCheck(Firmware firmware, TypeDefinition type)
    {
        _firmware = firmware;
        _type = type;
        _site = Site.Of(type);
    }

    public void Run()
    {
        Native();
        Interfaces();
        if (_type.BaseType is null || _firmware.Api.Judge(_type.BaseType.GetElementType()) is TypeVerdict.Refused)
            return;

        Base();
        foreach (var method in _type.Methods.Where(m => m is { IsVirtual: true, IsReuseSlot: true }))
            Override(method);
    }

    private void Native()
    {
        foreach (var method in _type.Methods)
        {
            if (method.IsPInvokeImpl || method.IsInternalCall || method.IsNative || method.IsUnmanaged)
                _firmware.Issues.Add(Site.Of(method), "its native code", "the virtual board runs managed code only");
            if (method.IsSynchronized && !SynchronizedPass.IsPlainAccessor(method))
                _firmware.Issues.Add(Site.Of(method), "MethodImplOptions.Synchronized", "use lock instead");
        }
    }

    private void Base()
    {
        if (_firmware.Api.Judge(_type.BaseType.GetElementType()) is not TypeVerdict.Target { Type: var target } ||
            _type.IsValueType || target == typeof(MulticastDelegate))
            return;

        if (target.IsSealed)
            _firmware.Issues.Add(_site, Describe.Type(_type.BaseType), "classes cannot be derived from it here");

        var nano = VirtualMethods(_type.BaseType).Where(m => m.IsAbstract).Select(m => _firmware.Api.Signature.Of(m)).ToHashSet();
        foreach (var missing in Methods(target).Where(m => m.IsAbstract && !nano.Contains(_firmware.Api.Signature.Of(m))))
            _firmware.Issues.Add(_site, Describe.Type(_type.BaseType), $"it is abstract in {missing.Name} here but not on the board");
    }

    private void Interfaces()
    {
        foreach (var implementation in _type.Interfaces)
        {
            var type = implementation.InterfaceType;
            if (_firmware.Api.Judge(type.GetElementType()) is not TypeVerdict.Target { Type: var target })
                continue;

            var nano = type.Resolve().Methods.Select(m => _firmware.Api.Signature.Of(m)).ToHashSet();
            foreach (var missing in Methods(target).Where(m => m.IsAbstract && !nano.Contains(_firmware.Api.Signature.Of(m))))
                _firmware.Issues.Add(_site, Describe.Type(type), $"it has a method {missing.Name} here that the board's has not");
        }
    }

    private void Override(MethodDefinition method)
    {
        var signature = _firmware.Api.Signature.Of(method);
        if (signature is null)
            return; // A type in it is not available, which has been said.

        for (var above = _type.BaseType; above is not null; above = above.Resolve()?.BaseType)
        {
            if (_firmware.Api.Judge(above.GetElementType()) is TypeVerdict.Target { Type: var target })
            {
                if (_firmware.Api.FindKept(target, method) is not { IsVirtual: true, IsFinal: false } overridden)
                    _firmware.Issues.Add(Site.Of(method), Describe.Method(method), $"{Describe.Type(above)} has no such method to override here");
                else if (overridden.IsPublic != method.IsPublic)
                    _firmware.Issues.Add(Site.Of(method), Describe.Method(method), "the method it overrides is not as visible here");
                return;
            }

            if (above.Resolve() is { } own && own.Methods.Any(m => m.IsVirtual && _firmware.Api.Signature.Of(m) == signature))
                return;
        }
    }

    private static IEnumerable<MethodDefinition> VirtualMethods(TypeReference type)
    {
        for (var at = type.Resolve(); at is not null; at = at.BaseType?.Resolve())
        {
            foreach (var method in at.Methods.Where(m => m.IsVirtual))
                yield return method;
        }
    }

    private static MethodInfo[] Methods(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance);
}
