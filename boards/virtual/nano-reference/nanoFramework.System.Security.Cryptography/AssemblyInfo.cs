using System.Reflection;

[assembly: AssemblyVersion("1.0.38.0")]
[assembly: AssemblyNativeVersion("100.0.0.4")]
