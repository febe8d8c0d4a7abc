using Mono.Cecil;
using Mono.Cecil.Cil;
using VirtualBoard.Retargeting.Api;
using VirtualBoard.Retargeting.Pipeline;

namespace VirtualBoard.Retargeting.Checks;

/// <summary>Refuses every use of a nanoFramework type or member that nothing stands in for, and plans the replacement of the others.</summary>
internal sealed class ApiCheck : IUseVisitor
{
    private readonly Firmware _firmware;
    private readonly MemberUseCheck _members;

    private ApiCheck(Firmware firmware, FirmwareAssembly assembly)
    {
        _firmware = firmware;
        _members = new MemberUseCheck(firmware, assembly);
    }

    public static void Run(Firmware firmware)
    {
        foreach (var assembly in firmware.Assemblies)
        {
            new UseWalker(new ApiCheck(firmware, assembly)).Walk(assembly.Module);
            foreach (var type in assembly.Module.GetTypes())
                new DerivationCheck(firmware, type).Run();
        }
    }

    public void Type(TypeReference type, Site site)
    {
        switch (_firmware.Api.Judge(type))
        {
            case TypeVerdict.Target target:
                _firmware.Plan.Types[type] = target;
                break;
            case TypeVerdict.Refused refused:
                _firmware.Issues.Add(site, Describe.Type(type), refused.Why);
                break;
        }
    }

    public void Method(MethodReference method, MethodDefinition user, Instruction instruction, Site site)
    {
        if (method.DeclaringType is ArrayType)
            return;

        switch (_firmware.Api.Judge(method.DeclaringType.GetElementType()))
        {
            case TypeVerdict.Own when method.Resolve() is null:
                _firmware.Issues.Add(site, Describe.Method(method), $"{method.DeclaringType.Scope.Name} has no such member");
                break;
            case TypeVerdict.Target target:
                _members.Method(method, target, user, instruction, site);
                break;
            case TypeVerdict.Refused refused:
                _firmware.Issues.Add(site, Describe.Method(method), refused.Why);
                break;
        }

        if (method.Name is "BeginInvoke" or "EndInvoke" && method.DeclaringType.Resolve()?.BaseType?.FullName == "System.MulticastDelegate")
            _firmware.Issues.Add(site, Describe.Method(method), "delegates cannot be called asynchronously; start a thread");
    }

    public void Field(FieldReference field, MethodDefinition user, Instruction instruction, Site site)
    {
        switch (_firmware.Api.Judge(field.DeclaringType.GetElementType()))
        {
            case TypeVerdict.Own when field.Resolve() is null:
                _firmware.Issues.Add(site, Describe.Field(field), $"{field.DeclaringType.Scope.Name} has no such member");
                break;
            case TypeVerdict.Target target:
                _members.Field(field, target, user, instruction, site);
                break;
            case TypeVerdict.Refused refused:
                _firmware.Issues.Add(site, Describe.Field(field), refused.Why);
                break;
        }
    }

    public void Implements(MethodReference method, Site site)
    {
        switch (_firmware.Api.Judge(method.DeclaringType.GetElementType()))
        {
            case TypeVerdict.Target target when _firmware.Api.FindKept(target.Type, method) is not { IsVirtual: true }:
                _firmware.Issues.Add(site, Describe.Method(method), "there is no such method to implement here");
                break;
            case TypeVerdict.Refused refused:
                _firmware.Issues.Add(site, Describe.Method(method), refused.Why);
                break;
        }
    }

    public bool Attribute(ICustomAttributeProvider owner, CustomAttribute attribute, Site site)
    {
        var type = attribute.AttributeType;
        if (HostTypes.IsIgnoredAttribute(type.FullName))
        {
            _firmware.Plan.Attributes.Add(new DroppedAttribute(owner, attribute));
            return false;
        }

        switch (_firmware.Api.Judge(type))
        {
            case TypeVerdict.Target target:
                if (_firmware.Api.Judge(attribute.Constructor, target) is not MemberVerdict.Keep)
                    _firmware.Issues.Add(site, Describe.Method(attribute.Constructor), "the attribute has no such constructor here");
                foreach (var named in attribute.Properties.Where(p => target.Type.GetProperty(p.Name)?.CanWrite != true))
                    _firmware.Issues.Add(site, $"{Describe.Type(type)}.{named.Name}", "the attribute has no such property here");
                foreach (var named in attribute.Fields.Where(f => target.Type.GetField(f.Name) is null))
                    _firmware.Issues.Add(site, $"{Describe.Type(type)}.{named.Name}", "the attribute has no such field here");
                return true;
            case TypeVerdict.Refused refused:
                _firmware.Issues.Add(site, Describe.Type(type), refused.Why);
                return false;
            default:
                return true;
        }
    }

    public void Unknown(string what, Site site) =>
        _firmware.Issues.Add(site, what, "the device has nothing of the kind");
}
