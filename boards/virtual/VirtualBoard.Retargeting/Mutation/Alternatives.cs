using Mono.Cecil;
using Mono.Cecil.Cil;

namespace VirtualBoard.Retargeting.Mutation;

/// <summary>
/// The mutation operators: conditions negated and moved by one, arithmetic and bit operations exchanged, constants and strings
/// altered, statements left out, results replaced.
/// </summary>
internal static class Alternatives
{
    private static readonly Dictionary<Code, (string Text, OpCode Other)> Negations = new()
    {
        [Code.Brtrue] = ("the condition is negated", OpCodes.Brfalse),
        [Code.Brfalse] = ("the condition is negated", OpCodes.Brtrue),
        [Code.Beq] = ("== becomes !=", OpCodes.Bne_Un),
        [Code.Bne_Un] = ("!= becomes ==", OpCodes.Beq),
        [Code.Blt] = ("< becomes >=", OpCodes.Bge),
        [Code.Blt_Un] = ("< becomes >=", OpCodes.Bge_Un),
        [Code.Ble] = ("<= becomes >", OpCodes.Bgt),
        [Code.Ble_Un] = ("<= becomes >", OpCodes.Bgt_Un),
        [Code.Bgt] = ("> becomes <=", OpCodes.Ble),
        [Code.Bgt_Un] = ("> becomes <=", OpCodes.Ble_Un),
        [Code.Bge] = (">= becomes <", OpCodes.Blt),
        [Code.Bge_Un] = (">= becomes <", OpCodes.Blt_Un),
    };

    private static readonly Dictionary<Code, (string Text, OpCode Other)> Boundaries = new()
    {
        [Code.Blt] = ("< becomes <=", OpCodes.Ble),
        [Code.Blt_Un] = ("< becomes <=", OpCodes.Ble_Un),
        [Code.Ble] = ("<= becomes <", OpCodes.Blt),
        [Code.Ble_Un] = ("<= becomes <", OpCodes.Blt_Un),
        [Code.Bgt] = ("> becomes >=", OpCodes.Bge),
        [Code.Bgt_Un] = ("> becomes >=", OpCodes.Bge_Un),
        [Code.Bge] = (">= becomes >", OpCodes.Bgt),
        [Code.Bge_Un] = (">= becomes >", OpCodes.Bgt_Un),
    };

    private static readonly Dictionary<Code, (string Text, OpCode Other)> Operators = new()
    {
        [Code.Add] = ("+ becomes -", OpCodes.Sub),
        [Code.Sub] = ("- becomes +", OpCodes.Add),
        [Code.Mul] = ("* becomes +", OpCodes.Add),
        [Code.Div] = ("/ becomes *", OpCodes.Mul),
        [Code.Div_Un] = ("/ becomes *", OpCodes.Mul),
        [Code.Rem] = ("% becomes *", OpCodes.Mul),
        [Code.Rem_Un] = ("% becomes *", OpCodes.Mul),
        [Code.And] = ("& becomes |", OpCodes.Or),
        [Code.Or] = ("| becomes &", OpCodes.And),
        [Code.Xor] = ("^ becomes |", OpCodes.Or),
        [Code.Shl] = ("<< becomes >>", OpCodes.Shr_Un),
        [Code.Shr] = (">> becomes <<", OpCodes.Shl),
        [Code.Shr_Un] = (">> becomes <<", OpCodes.Shl),
    };

    /// <summary>All alternatives of an instruction, in a fixed order; none for most.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="instruction">In long form, in its place.</param>
    public static IEnumerable<Alternative> Of(MethodDefinition method, Instruction instruction)
    {
        var code = instruction.OpCode.Code;
        if (Negations.TryGetValue(code, out var negation))
            yield return Branch(negation, instruction);
        if (Boundaries.TryGetValue(code, out var boundary))
            yield return Branch(boundary, instruction);
        if (Operators.TryGetValue(code, out var exchange))
            yield return new Alternative(exchange.Text, () => [Instruction.Create(exchange.Other)]);
        var others = code switch
        {
            Code.Ceq or Code.Clt or Code.Clt_Un or Code.Cgt or Code.Cgt_Un => Comparisons(instruction),
            Code.Ldc_I4 => Number(instruction),
            Code.Ldstr => Text((string)instruction.Operand),
            Code.Call or Code.Callvirt => LeftOut(instruction),
            Code.Ret => Results(method, instruction),
            _ => [],
        };
        foreach (var other in others)
            yield return other;
    }

    private static Alternative Branch((string Text, OpCode Other) change, Instruction branch) =>
        new(change.Text, () => [Instruction.Create(change.Other, (Instruction)branch.Operand)]);

    private static IEnumerable<Alternative> Comparisons(Instruction comparison)
    {
        var code = comparison.OpCode.Code;
        // What C# makes of !condition, of >= and of <=: the comparison before it, or the branch behind it, has the negation.
        if (code == Code.Ceq && IsZero(comparison.Previous))
            yield break;
        if (!IsBranchedOn(comparison))
            yield return new Alternative("the comparison is negated", () => [Instruction.Create(comparison.OpCode), .. Not()]);

        var isAboutNothing = comparison.Previous?.OpCode.Code == Code.Ldnull || IsZero(comparison.Previous);
        if (code == Code.Ceq || (isAboutNothing && code is Code.Cgt_Un or Code.Clt_Un))
            yield break;
        var (text, opposite) = code switch
        {
            Code.Clt => ("< becomes <=", OpCodes.Cgt),
            Code.Clt_Un => ("< becomes <=", OpCodes.Cgt_Un),
            Code.Cgt => ("> becomes >=", OpCodes.Clt),
            _ => ("> becomes >=", OpCodes.Clt_Un),
        };
        yield return new Alternative(text, () => [Instruction.Create(opposite), .. Not()]);
    }

    private static IEnumerable<Alternative> Number(Instruction constant)
    {
        var value = (int)constant.Operand;
        if ((value == 0 && constant.Next?.OpCode.Code == Code.Ceq) || IsOfInitializer(constant))
            yield break;
        var other = value == 1 ? 0 : unchecked(value + 1);
        yield return new Alternative($"{value} becomes {other}", () => [Instruction.Create(OpCodes.Ldc_I4, other)]);
    }

    /// <summary>Whether a constant is the size of an array that is listed, or an index into it: nobody has written it.</summary>
    private static bool IsOfInitializer(Instruction constant) =>
        constant.Previous?.OpCode.Code == Code.Dup || (constant.Next?.OpCode.Code == Code.Newarr && constant.Next.Next?.OpCode.Code == Code.Dup);

    private static IEnumerable<Alternative> Text(string text)
    {
        var other = text.Length == 0 ? "mutant" : "";
        yield return new Alternative($"\"{text}\" becomes \"{other}\"", () => [Instruction.Create(OpCodes.Ldstr, other)]);
    }

    private static IEnumerable<Alternative> LeftOut(Instruction call)
    {
        var callee = (MethodReference)call.Operand;
        // Constructors of base classes are no statements, and with a prefix the instruction is not alone.
        if (callee.ReturnType.MetadataType != MetadataType.Void || callee.Name == ".ctor" || call.Previous?.OpCode.OpCodeType == OpCodeType.Prefix)
            yield break;
        yield return new Alternative($"{callee.DeclaringType.Name}.{callee.Name}() is left out", () => Pops((MethodReference)call.Operand));
    }

    private static List<Instruction> Pops(MethodReference callee)
    {
        var values = callee.Parameters.Count + (callee.HasThis ? 1 : 0);
        return [.. Enumerable.Range(0, values).Select(_ => Instruction.Create(OpCodes.Pop))];
    }

    private static IEnumerable<Alternative> Results(MethodDefinition method, Instruction ret)
    {
        var type = method.ReturnType;
        if (type.MetadataType == MetadataType.Boolean)
            yield return Result("the result is negated", Not);
        else if (type.MetadataType is >= MetadataType.Char and <= MetadataType.UInt32)
            yield return Result("the result is one more", () => [Instruction.Create(OpCodes.Ldc_I4, 1), Instruction.Create(OpCodes.Add)]);
        else if (type.MetadataType is MetadataType.Int64 or MetadataType.UInt64)
            yield return Result("the result is one more", () => [Instruction.Create(OpCodes.Ldc_I4, 1), Instruction.Create(OpCodes.Conv_I8), Instruction.Create(OpCodes.Add)]);
        else if (type.MetadataType is MetadataType.Class or MetadataType.String or MetadataType.Object or MetadataType.Array && ret.Previous?.OpCode.Code != Code.Ldnull)
            yield return Result("the result is null", () => [Instruction.Create(OpCodes.Pop), Instruction.Create(OpCodes.Ldnull)]);
    }

    private static Alternative Result(string change, Func<IReadOnlyList<Instruction>> code) => new(change, code, KeepsInstruction: true);

    private static Instruction[] Not() => [Instruction.Create(OpCodes.Ldc_I4, 0), Instruction.Create(OpCodes.Ceq)];

    private static bool IsZero(Instruction? instruction) => instruction is { OpCode.Code: Code.Ldc_I4, Operand: 0 };

    /// <summary>Whether a condition goes, by way of a local as in a debug build, straight to a branch, whose negation is the same.</summary>
    private static bool IsBranchedOn(Instruction comparison)
    {
        var next = comparison.Next;
        if (IsZero(next) && next!.Next?.OpCode.Code == Code.Ceq)
            next = next.Next.Next;
        if (next?.OpCode.Code == Code.Stloc && next.Next?.OpCode.Code == Code.Ldloc && next.Operand == next.Next.Operand)
            next = next.Next.Next;
        return next?.OpCode.Code is Code.Brtrue or Code.Brfalse;
    }
}
