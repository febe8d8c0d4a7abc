using Mono.Cecil;
using Mono.Cecil.Cil;
using VirtualBoard.Retargeting.Pipeline;
using VirtualBoard.Retargeting.Rewriting;

namespace VirtualBoard.Retargeting.Preemption;

/// <summary>
/// Keeps the fuel of one method in a local, so that loops count in a register, and lets the meter know it wherever someone may look at
/// it or change it. What a loop has counted when an exception ends it is forgotten. For methods that catch nothing.
/// </summary>
internal sealed class RegisterFuel
{
    private readonly BodyEditor _editor;
    private readonly MethodBody _body;
    private readonly QuietCalls _quiet;
    private readonly VariableDefinition _fuel;
    private readonly VariableDefinition _meter;
    private readonly MethodReference _refuel;
    private readonly FieldReference _field;
    private readonly Dictionary<object, VariableDefinition> _places = [];

    public RegisterFuel(FirmwareAssembly assembly, BodyEditor editor, MethodDefinition method, QuietCalls quiet, Meters meters)
    {
        var host = assembly.HostReferences;
        var integer = host.Type(typeof(int));
        _editor = editor;
        _body = method.Body;
        _quiet = quiet;
        _meter = meters.Local(assembly, method);
        _fuel = editor.Variable(integer);
        _refuel = host.Method(typeof(CpuMeter).GetMethod(nameof(CpuMeter.Refuel))!);
        _field = new FieldReference(nameof(CpuMeter.Fuel), integer, host.Type(typeof(CpuMeter)));
    }

    public void Write(IReadOnlyList<Instruction> headers, IReadOnlyList<QuietLoop> loops)
    {
        var addressed = _body.Instructions.Where(i => i.OpCode.Code is Code.Ldloca or Code.Ldarga).Select(i => i.Operand).ToHashSet();
        var kept = loops.ToDictionary(l => l.Header, l => KeptValue.Of(l, addressed, Place));
        var quietEnds = QuietEnds(headers);
        var handlers = _body.ExceptionHandlers.Where(h => !IsQuiet(h, headers)).ToList();
        foreach (var instruction in _body.Instructions.ToList())
        {
            var isCall = _quiet.IsLoud(instruction);
            var isEnd = instruction.OpCode.Code switch
            {
                Code.Ret or Code.Throw or Code.Rethrow => true,
                Code.Leave => handlers.Count > 0,
                Code.Endfinally => !quietEnds.Contains(instruction),
                _ => false,
            };
            if (isCall || isEnd)
                Settle(instruction, isCall);
        }

        foreach (var handler in handlers)
            _editor.Before(_editor.Displace(handler.HandlerStart), Fetch());

        foreach (var header in headers)
        {
            var rest = _editor.Displace(header);
            _editor.Before(rest, Pay(rest, kept.GetValueOrDefault(header, [])));
        }

        _editor.Prologue(Fetch());
    }

    private void Settle(Instruction instruction, bool isCall)
    {
        // Prefixes stay with what they belong to.
        var first = instruction;
        while (first.Previous is { OpCode.OpCodeType: OpCodeType.Prefix } prefix)
            first = prefix;
        var moved = _editor.Displace(first);
        _editor.Before(moved, Store());
        if (isCall)
            _editor.After(first == instruction ? moved : instruction, Fetch());
    }

    // Cleaning up that neither counts nor calls anybody need not know of the fuel.
    private bool IsQuiet(ExceptionHandler handler, IReadOnlyList<Instruction> headers) =>
        !HandlerCode.Of(handler).Any(i => _quiet.IsLoud(i) || headers.Contains(i) || i.OpCode.Code is Code.Throw or Code.Rethrow);

    private HashSet<Instruction> QuietEnds(IReadOnlyList<Instruction> headers) =>
        [.. _body.ExceptionHandlers.Where(h => IsQuiet(h, headers)).SelectMany(HandlerCode.Of).Where(i => i.OpCode.Code == Code.Endfinally)];

    private VariableDefinition Place(object variable, TypeReference type)
    {
        if (!_places.TryGetValue(variable, out var place))
        {
            place = _editor.Variable(type);
            _places.Add(variable, place);
        }

        return place;
    }

    private Instruction[] Store() =>
        [BodyEditor.Create(OpCodes.Ldloc, _meter), BodyEditor.Create(OpCodes.Ldloc, _fuel), BodyEditor.Create(OpCodes.Stfld, _field)];

    private Instruction[] Fetch() =>
        [BodyEditor.Create(OpCodes.Ldloc, _meter), BodyEditor.Create(OpCodes.Ldfld, _field), BodyEditor.Create(OpCodes.Stloc, _fuel)];

    private Instruction[] Pay(Instruction rest, IReadOnlyList<KeptValue> values) =>
    [
        BodyEditor.Create(OpCodes.Ldloc, _fuel),
        BodyEditor.Create(OpCodes.Ldc_I4, 1),
        BodyEditor.Create(OpCodes.Sub),
        BodyEditor.Create(OpCodes.Stloc, _fuel),
        BodyEditor.Create(OpCodes.Ldloc, _fuel),
        BodyEditor.Create(OpCodes.Ldc_I4, 0),
        BodyEditor.Create(OpCodes.Bge, rest),
        .. values.SelectMany(v => v.Keep()),
        .. Store(),
        BodyEditor.Create(OpCodes.Ldloc, _meter),
        BodyEditor.Create(OpCodes.Call, _refuel),
        .. Fetch(),
        .. values.SelectMany(v => v.TakeBack()),
    ];
}
