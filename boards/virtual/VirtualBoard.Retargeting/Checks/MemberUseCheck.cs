using Mono.Cecil;
using Mono.Cecil.Cil;
using VirtualBoard.Retargeting.Api;
using VirtualBoard.Retargeting.Pipeline;

namespace VirtualBoard.Retargeting.Checks;

/// <summary>Judges one use of a nanoFramework member by the instruction that makes it.</summary>
internal sealed class MemberUseCheck
{
    private readonly Firmware _firmware;
    private readonly FirmwareAssembly _assembly;

    public MemberUseCheck(Firmware firmware, FirmwareAssembly assembly)
    {
        _firmware = firmware;
        _assembly = assembly;
    }

    public void Method(
        MethodReference method, TypeVerdict.Target target, MethodDefinition user, Instruction instruction, Site site)
    {
        if (instruction.Previous is { OpCode.Code: Code.Constrained, Operand: TypeReference variable })
        {
            new ConstrainedUseCheck(_firmware, _assembly).Check(method, target, variable, user, instruction, site);
            return;
        }

        var isBaseCall = IsBaseCall(method, target, instruction);
        var verdict = isBaseCall
            ? BaseCall(method, target)
            : method.Name == ".ctor" && instruction.OpCode.Code == Code.Call && !target.Type.IsValueType
                ? BaseConstructor(method, target)
                : _firmware.Api.Judge(method, target);
        switch (verdict)
        {
            case MemberVerdict.Refused refused:
                _firmware.Issues.Add(site, Describe.Method(method), refused.Why);
                break;
            case MemberVerdict.Replace replace when Obstacle(replace, target, instruction) is { } why:
                _firmware.Issues.Add(site, Describe.Method(method), why);
                break;
            case MemberVerdict.Replace replace:
                _firmware.Plan.Members.Add(new MemberReplacement(_assembly, user, instruction, method, replace));
                break;
        }
    }

    public void Field(
        FieldReference field, TypeVerdict.Target target, MethodDefinition user, Instruction instruction, Site site)
    {
        var write = instruction.OpCode.Code is Code.Stfld or Code.Stsfld;
        switch (_firmware.Api.Judge(field, target, write))
        {
            case MemberVerdict.Refused refused:
                _firmware.Issues.Add(site, Describe.Field(field), refused.Why);
                break;
            case MemberVerdict.Replace when instruction.OpCode.Code is Code.Ldflda or Code.Ldtoken:
                _firmware.Issues.Add(site, Describe.Field(field), "its address cannot be taken");
                break;
            case MemberVerdict.Replace replace:
                _firmware.Plan.Members.Add(new MemberReplacement(_assembly, user, instruction, field, replace));
                break;
        }
    }

    // On classes compilers call virtual methods by `call` only to reach the base's code past an override. What cannot be overridden, such as
    // a method that is virtual because it implements an interface, is also called so where the object is known to be there.
    private static bool IsBaseCall(MethodReference method, TypeVerdict.Target target, Instruction instruction) =>
        instruction.OpCode.Code is Code.Call or Code.Ldftn &&
        method.HasThis &&
        !target.Type.IsValueType &&
        method.Resolve() is { IsVirtual: true, IsFinal: false };

    private MemberVerdict BaseCall(MethodReference method, TypeVerdict.Target target)
    {
        if (_firmware.Api.FindBaseReplacement(target.Type, method) is { } replacement)
            return replacement;

        // A map for the method would find the override again, and call it without end.
        var verdict = _firmware.Api.Judge(method, target);
        return verdict is MemberVerdict.Replace
            ? new MemberVerdict.Refused("the virtual board cannot call it as base")
            : verdict is MemberVerdict.Keep && _firmware.Api.FindKept(target.Type, method) is { IsAbstract: true }
                ? new MemberVerdict.Refused("it has no code here that could be called as base")
                : verdict;
    }

    // A map makes whole objects; the part of a derived object can only be initialized by a constructor.
    private MemberVerdict BaseConstructor(MethodReference method, TypeVerdict.Target target) =>
        _firmware.Api.Judge(method, target) is MemberVerdict.Replace
            ? _firmware.Api.FindKept(target.Type, method) is null
                ? new MemberVerdict.Refused("classes cannot be derived by way of this constructor here")
                : new MemberVerdict.Keep()
            : _firmware.Api.Judge(method, target);

    private static string? Obstacle(MemberVerdict.Replace replace, TypeVerdict.Target target, Instruction instruction) =>
        instruction.OpCode.Code switch
        {
            Code.Call or Code.Callvirt or Code.Newobj => null,
            Code.Ldftn or Code.Ldvirtftn when replace.Form == MemberForm.Static => null,
            Code.Ldftn or Code.Ldvirtftn when replace.Form == MemberForm.Instance && !target.Type.IsValueType => null,
            Code.Ldftn or Code.Ldvirtftn => "it cannot be the target of a delegate; call it from a method of your own",
            _ => $"{instruction.OpCode.Name} cannot be applied to it",
        };
}
