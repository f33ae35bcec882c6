namespace Paperboy.Search.Text;

/// <summary>
/// Letters that stand in Unicode only to keep other encodings' distinctions, as texts taken from PDF files have them,
/// with the letter that each one's compatibility decomposition is. Unlike <see cref="FoldingTable"/> these lie together:
/// each row gives the forms of the code points from its start on; a space: keeps its own form.
/// </summary>
internal static class CompatibilityForms
{
    private static readonly (char Start, string Forms)[] Rows =
    [
        // Han, compatibility ideographs
        ('\uF900',
            "豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來冷勞擄櫓" +
            "爐盧老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北" +
            "磻便復不泌數索參塞省葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊" +
            "練聯輦蓮連鍊列劣咽烈裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉" +
            "杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘藺隣鱗麟林淋臨立笠粒" +
            "狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀  塚 晴  凞猪益礼神祥福靖精羽 蘒 諸  逸都   飯飼" +
            "館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹" +
            "艹著褐視謁謹賓贈辶逸難響頻恵 舘  並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒" +
            "敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯猪瑱甆画瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆視調諸請謁諾諭謹變贈" +
            "輸遲醙鉶陼難靖韛響頋頻鬒龜   㮝䀘䀹   齃龎"),
        // Katakana, half-width
        ('\uFF66',
            "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラ" +
            "リルレロワン"),
        // Arabic, presentation forms A
        ('\uFB50',
            "\u0671\u0671\u067B\u067B\u067B\u067B\u067E\u067E\u067E\u067E\u0680\u0680\u0680\u0680\u067A\u067A" +
            "\u067A\u067A\u067F\u067F\u067F\u067F\u0679\u0679\u0679\u0679\u06A4\u06A4\u06A4\u06A4\u06A6\u06A6" +
            "\u06A6\u06A6\u0684\u0684\u0684\u0684\u0683\u0683\u0683\u0683\u0686\u0686\u0686\u0686\u0687\u0687" +
            "\u0687\u0687\u068D\u068D\u068C\u068C\u068E\u068E\u0688\u0688\u0698\u0698\u0691\u0691\u06A9\u06A9" +
            "\u06A9\u06A9\u06AF\u06AF\u06AF\u06AF\u06B3\u06B3\u06B3\u06B3\u06B1\u06B1\u06B1\u06B1\u06BA\u06BA" +
            "\u06BB\u06BB\u06BB\u06BB\u06C0\u06C0\u06C1\u06C1\u06C1\u06C1\u06BE\u06BE\u06BE\u06BE\u06D2\u06D2" +
            "\u06D3\u06D3"),
        ('\uFBD3',
            "\u06AD\u06AD\u06AD\u06AD\u06C7\u06C7\u06C6\u06C6\u06C8\u06C8 \u06CB\u06CB\u06C5\u06C5\u06C9" +
            "\u06C9\u06D0\u06D0\u06D0\u06D0\u0649\u0649"),
        ('\uFBFC',
            "\u06CC\u06CC\u06CC\u06CC"),
        // Arabic, presentation forms B
        ('\uFE80',
            "\u0621\u0622\u0622\u0623\u0623\u0624\u0624\u0625\u0625\u0626\u0626\u0626\u0626\u0627\u0627\u0628" +
            "\u0628\u0628\u0628\u0629\u0629\u062A\u062A\u062A\u062A\u062B\u062B\u062B\u062B\u062C\u062C\u062C" +
            "\u062C\u062D\u062D\u062D\u062D\u062E\u062E\u062E\u062E\u062F\u062F\u0630\u0630\u0631\u0631\u0632" +
            "\u0632\u0633\u0633\u0633\u0633\u0634\u0634\u0634\u0634\u0635\u0635\u0635\u0635\u0636\u0636\u0636" +
            "\u0636\u0637\u0637\u0637\u0637\u0638\u0638\u0638\u0638\u0639\u0639\u0639\u0639\u063A\u063A\u063A" +
            "\u063A\u0641\u0641\u0641\u0641\u0642\u0642\u0642\u0642\u0643\u0643\u0643\u0643\u0644\u0644\u0644" +
            "\u0644\u0645\u0645\u0645\u0645\u0646\u0646\u0646\u0646\u0647\u0647\u0647\u0647\u0648\u0648\u0649" +
            "\u0649\u064A\u064A\u064A\u064A"),
        // Hebrew, presentation forms
        ('\uFB20',
            "\u05E2\u05D0\u05D3\u05D4\u05DB\u05DC\u05DD\u05E8\u05EA \u05E9\u05E9\u05E9\u05E9\u05D0\u05D0" +
            "\u05D0\u05D1\u05D2\u05D3\u05D4\u05D5\u05D6 \u05D8\u05D9\u05DA\u05DB\u05DC \u05DE " +
            "\u05E0\u05E1 \u05E3\u05E4 \u05E6\u05E7\u05E8\u05E9\u05EA\u05D5\u05D1\u05DB\u05E4"),
    ];

    /// <summary>Writes the form of each code unit that has one to its place in <paramref name="target"/>.</summary>
    public static void Fill(Span<char> target)
    {
        foreach (var (start, forms) in Rows)
        {
            for (var i = 0; i < forms.Length; i++)
            {
                if (forms[i] != ' ')
                    target[start + i] = forms[i];
            }
        }
    }
}
