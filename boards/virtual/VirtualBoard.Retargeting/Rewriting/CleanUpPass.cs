using Mono.Cecil;
using Mono.Cecil.Cil;
using VirtualBoard.Retargeting.Pipeline;

namespace VirtualBoard.Retargeting.Rewriting;

/// <summary>Takes off what would still refer to the board's assemblies or no longer holds.</summary>
internal static class CleanUpPass
{
    public static void Run(Firmware firmware)
    {
        foreach (var module in firmware.Assemblies.Select(a => a.Module))
        {
            // The rewritten file has another content than the one that was signed, and no longer asks for a processor.
            module.Attributes = ModuleAttributes.ILOnly;
            module.Architecture = TargetArchitecture.I386;

            foreach (var method in module.GetTypes().SelectMany(t => t.Methods))
            {
                if (method.DebugInformation?.Scope is { } scope)
                    ForgetImports(scope);
                foreach (var parameter in method.Parameters)
                    parameter.MarshalInfo = null;
            }

            foreach (var field in module.GetTypes().SelectMany(t => t.Fields))
                field.MarshalInfo = null;
        }
    }

    // Using directives are recorded for debuggers' expression evaluators, as references of their own.
    private static void ForgetImports(ScopeDebugInformation scope)
    {
        scope.Import = null;
        foreach (var inner in scope.Scopes)
            ForgetImports(inner);
    }
}
