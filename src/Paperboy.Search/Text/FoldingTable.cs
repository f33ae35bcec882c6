namespace Paperboy.Search.Text;

/// <summary>
/// Lower-case Latin, Greek and Cyrillic letters, digits and the like with the plain form that their Unicode compatibility
/// decomposition has without its combining marks (U+0300 to U+036F). A table of our own, not the system's
/// normalization: an index must read the same on every machine, whatever version of ICU stands there, if any.
/// </summary>
internal static class FoldingTable
{
    /// <summary>Folded one by one to the character at the same place in <see cref="To"/>.</summary>
    public const string From =
        "ª\u00B2\u00B3µ\u00B9ºàáâãäåçèéêëìíîïðñòóôõöøùúûüýÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįİıĵķĸĺļľłńņňŋōŏőŕŗřśŝ" +
        "şšţťŧũūŭůűųŵŷźżžſƒơưǎǐǒǔǖǘǚǜǟǡǧǩǫǭǯǰǵǹǻǿȁȃȅȇȉȋȍȏȑȓȕȗșțȟȧȩȫȭȯȱȳɑɨɵʉʰʱʲʳʴʵʶʷʸˠˡˢˣˤ" +
        "ʹΐάέήίΰςϊϋόύώϐϑϒϓϔϕϖϰϱϲϵйѐёѓїќѝўѷӂӑӓӗӛӝӟӣӥӧӫӭӯӱӳӵӹᴬᴮᴰᴱᴲᴳᴴᴵᴶᴷᴸᴹᴺᴼᴽᴾᴿᵀᵁᵂᵃᵄᵅᵆᵇᵈᵉᵊᵋᵌ" +
        "ᵍᵏᵐᵑᵒᵓᵔᵕᵖᵗᵘᵙᵚᵛᵜᵝᵞᵟᵠᵡᵢᵣᵤᵥᵦᵧᵨᵩᵪᵸᶛᶜᶝᶞᶟᶠᶡᶢᶣᶤᶥᶦᶧᶨᶩᶪᶫᶬᶭᶮᶯᶰᶱᶲᶳᶴᶵᶶᶷᶸᶹᶺᶻᶼᶽᶾᶿḁḃḅḇḉḋḍḏḑḓḕḗḙ" +
        "ḛḝḟḡḣḥḧḩḫḭḯḱḳḵḷḹḻḽḿṁṃṅṇṉṋṍṏṑṓṕṗṙṛṝṟṡṣṥṧṩṫṭṯṱṳṵṷṹṻṽṿẁẃẅẇẉẋẍẏẑẓẕẖẗẘẙẛạảấầẩẫậắằẳẵặẹ" +
        "ẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹἀἁἂἃἄἅἆἇἐἑἒἓἔἕἠἡἢἣἤἥἦἧἰἱἲἳἴἵἶἷὀὁὂὃὄὅὐὑὒὓὔὕὖὗὠὡὢὣ" +
        "ὤὥὦὧὰάὲέὴήὶίὸόὺύὼώᾀᾁᾂᾃᾄᾅᾆᾇᾐᾑᾒᾓᾔᾕᾖᾗᾠᾡᾢᾣᾤᾥᾦᾧᾰᾱᾲᾳᾴᾶᾷιῂῃῄῆῇῐῑῒΐῖῗῠῡῢΰῤῥῦῧῲῳῴῶῷ\u2070\u2071\u2074\u2075\u2076\u2077" +
        "\u2078\u2079\u207F\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089\u2090\u2091\u2092\u2093\u2094\u2095\u2096\u2097\u2098\u2099\u209A\u209B\u209C\u2102\u2107\u210A\u210B\u210C\u210D\u210E\u210F\u2110\u2111\u2112\u2113\u2115\u2119\u211A\u211B\u211C\u211D\u2124\u2128\u212C\u212D\u212F\u2130\u2131\u2133\u2134\u2135\u2136\u2137\u2138\u2139\u213C\u213D\u213E\u213F\u2145\u2146\u2147\u2148\u2149\u2170\u2174\u2179\u217C\u217D\u217E\u217F\u2460\u2461\u2462\u2463\u2464\u2465" +
        "\u2466\u2467\u2468\u24EA\uA69C\uA69D\uA770\uA7F2\uA7F3\uA7F4\uA7F8\uFF10\uFF11\uFF12\uFF13\uFF14\uFF15\uFF16\uFF17\uFF18\uFF19\uFF41\uFF42\uFF43\uFF44\uFF45\uFF46\uFF47\uFF48\uFF49\uFF4A\uFF4B\uFF4C\uFF4D\uFF4E\uFF4F\uFF50\uFF51\uFF52\uFF53\uFF54\uFF55\uFF56\uFF57\uFF58\uFF59\uFF5A" +
        "\u2019\u02BC\uFF07\u2206\u0140\u0237\u0149\u1E9A\u2C7C\u2C7D\u10FC" +
        "\u2488\u2489\u248A\u248B\u248C\u248D\u248E\u248F\u2490\u2474\u2475\u2476\u2477\u2478\u2479\u247A\u247B\u247C\uFF9E\uFF9F";

    public const string To =
        "a23μ1oaaaaaaceeeeiiiidnoooooouuuuyyaaaccccddeeeeegggghhiiiiiijkkllllnnnnooorrrss" +
        "sstttuuuuuuwyzzzsfouaiouuuuuaagkooʒjgnaoaaeeiioorruusthaeooooyaiouhɦjrɹɻʁwyɣlsxʕ" +
        "ʹιαεηιυσιυουωβθυυυφπκρσεиеегікиуѵжааеәжзииоөэууучыabdeǝghijklmnoȣprtuwaɐaᴂbdeəɛɜ" +
        "gkmnoɔᴖᴗptuᴝɯvᴥβγδφχiruvβγρφχнɒcɕdɜfɟɡɥiɩɪᵻʝɭᶅʟɱɰɲɳɴoɸʂʃƫuʊᴜʋʌzʐʑʒθabbbcdddddeee" +
        "eefghhhhhiikkkllllmmmnnnnoooopprrrrsssssttttuuuuuvvwwwwwxxyzzzhtwysaaaaaaaaaaaae" +
        "eeeeeeeiioooooooooooouuuuuuuyyyyααααααααεεεεεεηηηηηηηηιιιιιιιιοοοοοουυυυυυυυωωωω" +
        "ωωωωααεεηηιιοουυωωααααααααηηηηηηηηωωωωωωωωαααααααιηηηηηιιιιιιυυυυρρυυωωωωω0i4567" +
        "89n0123456789aeoxəhklmnpstcɛghhhhhiillnpqrrrzzbceefmoאבגדiπγγπddeijivxlcdm123456" +
        "7890ъь\uA76Fcfqh0123456789abcdefghijklmnopqrstuvwxyz" +
        "'''δljnajvნ123456789123456789\u3099\u309A";

    /// <summary>Letters that fold to more than one: the letter, its form, and a space.</summary>
    public const string Expansions =
        "ßss æae þth ĳij œoe ǆdz ǉlj ǌnj ǣae ǳdz ǽae \u2171ii \u2172iii \u2173iv " +
        "\u2175vi \u2176vii \u2177viii \u2178ix \u217Axi \u217Bxii \uFB00ff \uFB01fi \uFB02fl \uFB03ffi \uFB04ffl \uFB05st \uFB06st " +
        "\u246910 \u247D10 \u246A11 \u247E11 \u246B12 \u247F12 \u246C13 \u248013 \u246D14 \u248114 \u246E15 " +
        "\u248215 \u246F16 \u248316 \u247017 \u248417 \u247118 \u248518 \u247219 \u248619 \u247320 \u248720 " +
        "\u1D2Dae \u0587եւ \uFEF5\u0644\u0627 \uFEF6\u0644\u0627 \uFEF7\u0644\u0627 \uFEF8\u0644\u0627 " +
        "\uFEF9\u0644\u0627 \uFEFA\u0644\u0627 \uFEFB\u0644\u0627 \uFEFC\u0644\u0627 " +
        "\u249110 \u249211 \u249312 \u249413 \u249514 \u249615 \u249716 \u249817 \u249918 \u249A19 \u249B20 ";
}
