using System.Reflection;
using System.Runtime.CompilerServices;

[assembly: AssemblyVersion("1.0.0.0")]
[assembly: InternalsVisibleTo("HardwareTests")]

// nanoFramework's test launcher loads test assemblies by this one name.
[assembly: InternalsVisibleTo("NFUnitTest")]
