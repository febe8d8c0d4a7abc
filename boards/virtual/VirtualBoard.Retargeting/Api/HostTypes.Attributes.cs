namespace VirtualBoard.Retargeting.Api;

internal static partial class HostTypes
{
    /// <summary>Attributes that the host or its debuggers look at, and those that only inform.</summary>
    private static IReadOnlyList<HostType> Attributes =>
    [
        new("System.Attribute"),
        new("System.AttributeTargets", new DeniedMember("All", "the host knows more targets; only compilers look at them")),
        new("System.AttributeUsageAttribute"),
        new("System.CLSCompliantAttribute"),
        new("System.FlagsAttribute"),
        new("System.MTAThreadAttribute"),
        new("System.NonSerializedAttribute"),
        new("System.ObsoleteAttribute"),
        new("System.ParamArrayAttribute"),
        new("System.SerializableAttribute"),
        new("System.STAThreadAttribute"),
        new("System.ComponentModel.EditorBrowsableAttribute"),
        new("System.ComponentModel.EditorBrowsableState"),
        new("System.Diagnostics.ConditionalAttribute"),
        new("System.Diagnostics.DebuggableAttribute"),
        new("System.Diagnostics.DebuggerBrowsableAttribute"),
        new("System.Diagnostics.DebuggerBrowsableState"),
        new("System.Diagnostics.DebuggerDisplayAttribute"),
        new("System.Diagnostics.DebuggerHiddenAttribute"),
        new("System.Diagnostics.DebuggerNonUserCodeAttribute"),
        new("System.Diagnostics.DebuggerStepThroughAttribute"),
        new("System.Diagnostics.DebuggerStepperBoundaryAttribute"),
        new("System.Diagnostics.CodeAnalysis.AllowNullAttribute"),
        new("System.Diagnostics.CodeAnalysis.DisallowNullAttribute"),
        new("System.Diagnostics.CodeAnalysis.DoesNotReturnAttribute"),
        new("System.Diagnostics.CodeAnalysis.DoesNotReturnIfAttribute"),
        new("System.Diagnostics.CodeAnalysis.MaybeNullAttribute"),
        new("System.Diagnostics.CodeAnalysis.MaybeNullWhenAttribute"),
        new("System.Diagnostics.CodeAnalysis.MemberNotNullAttribute"),
        new("System.Diagnostics.CodeAnalysis.MemberNotNullWhenAttribute"),
        new("System.Diagnostics.CodeAnalysis.NotNullAttribute"),
        new("System.Diagnostics.CodeAnalysis.NotNullIfNotNullAttribute"),
        new("System.Diagnostics.CodeAnalysis.NotNullWhenAttribute"),
        new("System.Reflection.AssemblyCompanyAttribute"),
        new("System.Reflection.AssemblyConfigurationAttribute"),
        new("System.Reflection.AssemblyCopyrightAttribute"),
        new("System.Reflection.AssemblyCultureAttribute"),
        new("System.Reflection.AssemblyDefaultAliasAttribute"),
        new("System.Reflection.AssemblyDelaySignAttribute"),
        new("System.Reflection.AssemblyDescriptionAttribute"),
        new("System.Reflection.AssemblyFileVersionAttribute"),
        new("System.Reflection.AssemblyInformationalVersionAttribute"),
        new("System.Reflection.AssemblyKeyFileAttribute"),
        new("System.Reflection.AssemblyKeyNameAttribute"),
        new("System.Reflection.AssemblyProductAttribute"),
        new("System.Reflection.AssemblyTitleAttribute"),
        new("System.Reflection.AssemblyTrademarkAttribute"),
        new("System.Reflection.AssemblyVersionAttribute"),
        new("System.Reflection.DefaultMemberAttribute"),
        new("System.Runtime.CompilerServices.AccessedThroughPropertyAttribute"),
        new("System.Runtime.CompilerServices.CallerArgumentExpressionAttribute"),
        new("System.Runtime.CompilerServices.CallerMemberNameAttribute"),
        new("System.Runtime.CompilerServices.ExtensionAttribute"),
        new("System.Runtime.CompilerServices.IndexerNameAttribute"),
        new("System.Runtime.CompilerServices.InternalsVisibleToAttribute"),
        new("System.Runtime.InteropServices.ComVisibleAttribute"),
        new("System.Runtime.InteropServices.GuidAttribute"),
        new("System.Runtime.InteropServices.OutAttribute"),
        new("System.Runtime.Versioning.TargetFrameworkAttribute"),
    ];

    /// <summary>
    /// Attributes that are taken off: they speak to nanoFramework's metadata processor or its native code. On the device, too,
    /// they are gone when firmware runs.
    /// </summary>
    private static IReadOnlyList<string> Ignored =>
    [
        "System.MTAThreadAttribute",
        "System.STAThreadAttribute",
        "System.Diagnostics.DebuggerTypeProxyAttribute",
        "System.Diagnostics.NativeProfiledAttribute",
        "System.Reflection.AssemblyNativeVersionAttribute",
        "System.Runtime.CompilerServices.ExcludeTypeAttribute",
        "System.Runtime.CompilerServices.AccessedThroughPropertyAttribute",
    ];
}
