using System.Reflection;

[assembly: AssemblyVersion("1.5.210.0")]
[assembly: AssemblyNativeVersion("0.0.0.0")]
