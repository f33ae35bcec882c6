using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Paperboy.Harvest.Fetching;

/// <summary>
/// Which addresses lie on the public internet, by IANA's registries of special-purpose addresses (RFC 6890). Everything else
/// is this machine, a private network, or nobody: a name that leads there would let a service, or whoever can change its
/// name's entry, look at what stands behind the firewall.
/// </summary>
internal static class PrivateNetwork
{
    private static readonly (uint Network, int Bits)[] Special =
    [
        V4(0, 0, 0, 0, 8), V4(10, 0, 0, 0, 8), V4(100, 64, 0, 0, 10), V4(127, 0, 0, 0, 8), V4(169, 254, 0, 0, 16),
        V4(172, 16, 0, 0, 12), V4(192, 0, 0, 0, 24), V4(192, 0, 2, 0, 24), V4(192, 88, 99, 0, 24), V4(192, 168, 0, 0, 16),
        V4(198, 18, 0, 0, 15), V4(198, 51, 100, 0, 24), V4(203, 0, 113, 0, 24), V4(224, 0, 0, 0, 4), V4(240, 0, 0, 0, 4),
    ];

    // Within 2000::/3, which is all that is given out for the public: Teredo and its neighbours, documentation, 6to4.
    private static readonly IPNetwork[] SpecialWithinGlobal =
    [
        IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"),
        IPNetwork.Parse("2002::/16"), IPNetwork.Parse("3fff::/20"),
    ];

    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return IsPublicV4(BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes()));
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return false;

        // A network without IPv4 reaches public hosts through these addresses; what they lead to stands at their end.
        if (Nat64.Contains(address))
            return IsPublicV4(BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes().AsSpan(12)));
        return Global.Contains(address) && !SpecialWithinGlobal.Any(n => n.Contains(address));
    }

    private static bool IsPublicV4(uint address) =>
        !Special.Any(s => address >> (32 - s.Bits) == s.Network >> (32 - s.Bits));

    private static (uint Network, int Bits) V4(uint a, uint b, uint c, uint d, int bits) =>
        ((a << 24) | (b << 16) | (c << 8) | d, bits);
}
