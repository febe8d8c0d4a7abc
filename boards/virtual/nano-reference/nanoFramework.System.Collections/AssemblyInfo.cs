using System.Reflection;

[assembly: AssemblyVersion("1.5.59.0")]
[assembly: AssemblyNativeVersion("100.0.2.0")]
