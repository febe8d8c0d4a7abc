using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;
using VirtualBoard.Retargeting.Api;
using VirtualBoard.Retargeting.Pipeline;

namespace VirtualBoard.Retargeting.Checks;

/// <summary>
/// Judges a call of a nanoFramework method on a variable (<c>constrained.</c>), where it depends on the variable's type which code
/// runs: that of a struct of the firmware's own, or that of Object, ValueType or Enum on the boxed value.
/// </summary>
internal sealed class ConstrainedUseCheck
{
    private readonly Firmware _firmware;
    private readonly FirmwareAssembly _assembly;

    public ConstrainedUseCheck(Firmware firmware, FirmwareAssembly assembly)
    {
        _firmware = firmware;
        _assembly = assembly;
    }

    public void Check(
        MethodReference method,
        TypeVerdict.Target target,
        TypeReference variable,
        MethodDefinition user,
        Instruction instruction,
        Site site)
    {
        var verdict = Judge(method, target, variable, out var receiver);
        if (verdict is MemberVerdict.Refused refused)
            _firmware.Issues.Add(site, Describe.Method(method), refused.Why);
        else if (verdict is MemberVerdict.Replace replace)
        {
            var constraint = new Constraint(variable, receiver);
            _firmware.Plan.Members.Add(new MemberReplacement(_assembly, user, instruction, method, replace, constraint));
        }
    }

    private MemberVerdict Judge(MethodReference method, TypeVerdict.Target target, TypeReference variable, out Receiver receiver)
    {
        receiver = Receiver.Object;
        var verdict = _firmware.Api.Judge(method, target);
        if (variable is GenericParameter)
        {
            // Whatever it is: the method that takes the call finds the override of what is in the box.
            receiver = Receiver.Boxed;
            return verdict;
        }

        if (variable is TypeSpecification || variable.Resolve() is not { IsValueType: true } definition)
            return verdict;

        receiver = Receiver.Boxed;
        if (_firmware.Api.Judge(variable) is TypeVerdict.Target value)
        {
            if (_firmware.Api.FindReplacement(value.Type, method) is { } own)
            {
                receiver = Receiver.Address;
                return own;
            }

            if (!value.IsNanoApi && HostTypes.Find(definition.FullName)?.Denies(method.Name, Parameters(method)) is { } why)
                return new MemberVerdict.Refused(why);
            if (Overrides(value.Type, method))
                return new MemberVerdict.Keep();
        }
        else if (Overrides(definition, method))
        {
            return new MemberVerdict.Keep();
        }

        return Inherited(definition, method) ?? verdict;
    }

    // What the box inherits: from Enum or ValueType first, from Object at last.
    private MemberVerdict.Replace? Inherited(TypeDefinition definition, MethodReference method)
    {
        for (var above = definition.BaseType; above is not null; above = above.Resolve()?.BaseType)
        {
            if (_firmware.Api.Judge(above) is not TypeVerdict.Target target)
                continue;
            if (_firmware.Api.FindReplacement(target.Type, method) is { } replacement)
                return replacement;
        }

        return null;
    }

    private bool Overrides(Type type, MethodReference method) =>
        _firmware.Api.FindKept(type, method) is { IsVirtual: true } found && found.DeclaringType == type;

    private bool Overrides(TypeDefinition type, MethodReference method)
    {
        var signature = _firmware.Api.Signature.Of(method);
        return type.Methods.Any(m => m.IsVirtual && m.Name == method.Name && _firmware.Api.Signature.Of(m) == signature);
    }

    private static IEnumerable<string> Parameters(MethodReference method) => method.Parameters.Select(p => p.ParameterType.FullName);
}
