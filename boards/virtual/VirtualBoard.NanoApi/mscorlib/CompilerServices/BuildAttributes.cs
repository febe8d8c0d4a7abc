namespace System.Runtime.CompilerServices;

/// <summary>Stands in for nanoFramework's attribute for its metadata processor.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public class ExcludeTypeAttribute : Attribute
{
}
