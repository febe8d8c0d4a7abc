using Mono.Cecil;
using Mono.Cecil.Cil;
using VirtualBoard.Retargeting.Api;
using VirtualBoard.Retargeting.Pipeline;

namespace VirtualBoard.Retargeting.Rewriting;

/// <summary>
/// Makes one method reach static fields through its boot's objects. The object is fetched once, on entry, and kept in a local: a
/// thread belongs to one boot for life, so it cannot change while the method runs. Those of generic types are fetched where they are
/// used, because that may run a static constructor.
/// </summary>
internal sealed class StaticsAccessRewriter
{
    private readonly FirmwareAssembly _assembly;
    private readonly BodyEditor _editor;
    private readonly MethodReference _fetch;
    private readonly GenericStaticsWriter _generic;
    private readonly Dictionary<FirmwareAssembly, VariableDefinition> _objects = [];
    private readonly Dictionary<string, VariableDefinition> _temporaries = new(StringComparer.Ordinal);

    public StaticsAccessRewriter(FirmwareAssembly assembly, MethodDefinition method, NanoApiAssembly nanoApi)
    {
        _assembly = assembly;
        _editor = new BodyEditor(method);
        _fetch = assembly.HostReferences.Method(nanoApi.Helper("Statics"));
        _generic = new GenericStaticsWriter(assembly, nanoApi);
    }

    public void Rewrite(IEnumerable<StaticsAccess> accesses, IReadOnlyDictionary<FieldDefinition, MovedField> fields)
    {
        foreach (var access in accesses)
            Rewrite(access.Instruction, fields[access.Field]);

        foreach (var (owner, local) in _objects.OrderByDescending(o => o.Key.Index))
        {
            _editor.Prologue(
                BodyEditor.Create(OpCodes.Ldc_I4, owner.Index),
                BodyEditor.Create(OpCodes.Call, _fetch),
                BodyEditor.Create(OpCodes.Castclass, local.VariableType),
                BodyEditor.Create(OpCodes.Stloc, local));
        }
    }

    private void Rewrite(Instruction access, MovedField field)
    {
        var used = (FieldReference)access.Operand;
        TypeReference statics;
        Instruction load;
        if (used.DeclaringType is GenericInstanceType instance)
        {
            (statics, var call) = _generic.Use(Class(field), instance);
            load = BodyEditor.Create(OpCodes.Call, call);
        }
        else
        {
            var local = Object(field.Assembly);
            statics = local.VariableType;
            load = BodyEditor.Create(OpCodes.Ldloc, local);
        }

        var place = new FieldReference(field.Place.Name, used.FieldType, statics);
        var code = access.OpCode.Code;

        // A volatile prefix is where branches arrive; it takes the first place of the new sequence and comes again before the access.
        var isVolatile = access.Previous?.OpCode.Code == Code.Volatile;
        var at = isVolatile ? access.Previous! : access;
        if (code == Code.Stsfld)
        {
            // The value is on the stack; the object has to come below it.
            var value = Temporary(Closed(used.FieldType, used.DeclaringType as GenericInstanceType));
            at = BodyEditor.Change(at, OpCodes.Stloc, value);
            at = _editor.After(at, load.OpCode, load.Operand);
            at = _editor.After(at, OpCodes.Ldloc, value);
        }
        else
        {
            at = BodyEditor.Change(at, load.OpCode, load.Operand);
        }

        var now = code switch
        {
            Code.Stsfld => OpCodes.Stfld,
            Code.Ldsflda => OpCodes.Ldflda,
            _ => OpCodes.Ldfld,
        };
        if (isVolatile)
        {
            _editor.After(at, OpCodes.Volatile);
            BodyEditor.Change(access, now, place);
        }
        else
        {
            _editor.After(at, now, place);
        }
    }

    private VariableDefinition Object(FirmwareAssembly owner)
    {
        if (_objects.TryGetValue(owner, out var known))
            return known;

        var local = _editor.Variable(owner == _assembly
            ? owner.Statics!
            : new TypeReference("", StaticsPass.ClassName, _assembly.Module, Scope(owner)));
        _objects.Add(owner, local);
        return local;
    }

    private TypeReference Class(MovedField field)
    {
        var definition = field.Place.DeclaringType;
        if (field.Assembly == _assembly)
            return definition;
        var reference = new TypeReference("", definition.Name, _assembly.Module, Scope(field.Assembly));
        foreach (var parameter in definition.GenericParameters)
            reference.GenericParameters.Add(new GenericParameter(parameter.Name, reference));
        return reference;
    }

    /// <summary>The type of a field of a generic type, in the terms of the method that uses it.</summary>
    private static TypeReference Closed(TypeReference type, GenericInstanceType? at)
    {
        switch (type)
        {
            case GenericParameter { Type: GenericParameterType.Type } parameter when at is not null:
                return at.GenericArguments[parameter.Position];
            case ArrayType array:
                return new ArrayType(Closed(array.ElementType, at), array.Rank);
            case GenericInstanceType instance:
                var closed = new GenericInstanceType(instance.ElementType);
                foreach (var argument in instance.GenericArguments)
                    closed.GenericArguments.Add(Closed(argument, at));
                return closed;
            default:
                return type;
        }
    }

    private AssemblyNameReference Scope(FirmwareAssembly owner) =>
        _assembly.Module.AssemblyReferences.First(r => r.Name == owner.Name);

    private VariableDefinition Temporary(TypeReference type)
    {
        // Parameters of the type and of the method may have one name.
        if (type.ContainsGenericParameter)
            return _editor.Variable(type);
        var key = type.FullName;
        if (!_temporaries.TryGetValue(key, out var variable))
            _temporaries.Add(key, variable = _editor.Variable(type));
        return variable;
    }
}
