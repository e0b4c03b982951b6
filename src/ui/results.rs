//! What stands below the bar once there is something: the view in front, and beside the map the settings and the selected
//! track.

use web_sys::MouseEvent;
use yew::prelude::*;

use super::app::App;
use super::clusters::view::ClustersView;
use super::compare::view::CompareView;
use super::data::view::DataView;
use super::map::view::MapView;
use super::parts::ids::MAIN;
use super::parts::same::Same;
use super::settings::panel::SettingsPanel;
use super::top_view::TopView;
use super::track::panel::TrackPanel;
use crate::analysis::Study;
use crate::draw::Palette;
use crate::page::{Action, Loaded, Panel, View, Width};
use crate::space::SpaceName;

impl App {
    /// Folds a panel beside the map away, or brings it back, with the focus on what does the opposite.
    fn turn(&self, panel: Panel) -> Callback<MouseEvent> {
        let panels = self.state.panels.turned(panel, self.width);
        self.calls.act.reform(move |_| Action::Arrange(panels))
    }

    /// What opens a panel that is folded away.
    fn rail(&self, panel: Panel) -> Html {
        let name = match panel {
            Panel::Track => "Selected track",
            Panel::Settings => "Settings",
        };
        html! {
            <button class="rail" aria-expanded={self.state.panels.shows(panel, self.width).to_string()} onclick={self.turn(panel)}>
                <span>{name}</span>
            </button>
        }
    }

    /// The panels below the map, one at a time.
    fn tabs(&self) -> Html {
        let tab = |panel: Panel, name: &str| {
            let is_open = self.state.panels.shows(panel, self.width);
            html! {
                <button class="tab" aria-pressed={is_open.to_string()} onclick={self.turn(panel)}>{name}</button>
            }
        };
        html! {
            <nav class="panel-tabs" aria-label="Below the map">
                { tab(Panel::Track, "Selected") }
                { tab(Panel::Settings, "Settings") }
            </nav>
        }
    }

    fn view_clusters(&self, loaded: Same<Loaded>, palette: Palette) -> Html {
        let state = &self.state;
        let space = state.space();
        let answers = &state.answers.spaces[space];
        let raw_clusters = state.answers.raw_clusters.clone();
        html! {
            <ClustersView
                {space} {loaded} {palette}
                settings={state.settings.clone()}
                scan={answers.scan.clone().map(Same)}
                studying={state.studying}
                is_given_up={state.given_up.contains(&Study::Scan(space))}
                carried={state.names.shown(space).iter().filter(|name| name.is_carried).map(|name| name.cluster).collect::<Vec<_>>()}
                waiting={state.names.waiting(space).to_vec()}
                profiles={answers.profiles.clone().map(Same)}
                silhouette_of_all={answers.separation.flatten()}
                raw_clusters={raw_clusters.filter(|_| space == SpaceName::Features).map(Same)}
                samples={state.shown().map.clone().map(Same)}
                clusters={state.shown().clusters.clone().map(Same)}
                names={state.cluster_names(space)}
                selected={state.selected}
                is_dark={self.is_dark()}
                act={self.calls.act.clone()}
                find_picture={self.calls.find_picture.clone()}
            />
        }
    }

    /// The view in front.
    pub(super) fn view_results(&self) -> Html {
        let state = &self.state;
        let act = self.calls.act.clone();
        let loaded = Same(state.loaded.as_ref().unwrap_or(&self.no_tracks).clone());
        let find_picture = self.calls.find_picture.clone();
        let answers = &state.answers;
        let (selected, is_dark) = (state.selected, self.is_dark());
        let has_clusters = state.shown().clusters.is_some();
        let map_by = has_clusters.then(|| AttrValue::from(state.words(state.space()).by));
        let part = match state.view {
            View::Map | View::Clusters => return self.view_map(&loaded),
            View::Top => html! {
                <TopView answer={answers.top.clone().map(Same)} axis={state.bar_axis} {loaded} {selected} {is_dark} {act} {find_picture} />
            },
            View::Compare => html! {
                <CompareView
                    split={answers.split.clone().map(Same)} claims={answers.claims.clone().map(Same)} space={state.space()}
                    exposure={state.answers.spaces[state.space()].exposure.clone().map(Same)} studying={state.studying}
                    is_given_up={state.given_up.contains(&Study::Exposure(state.space()))}
                    {loaded} {selected} {is_dark} {act} {find_picture}
                />
            },
            View::Data => html! {
                <DataView
                    {loaded} {act} settings={state.settings.clone()}
                    table={Same(state.answers.table.clone())} {selected} {map_by} {find_picture} has_results={state.has_results()}
                    scorecard={answers.scorecard.clone().map(Same)} gains={answers.column_gains.clone().map(Same)}
                    studying={state.studying} given_up={state.given_up.clone()}
                />
            },
        };
        html! { <main class="stage whole" id={MAIN} tabindex="-1">{ part }</main> }
    }

    /// Settings, map or clusters, and the selected track.
    fn view_map(&self, loaded: &Same<Loaded>) -> Html {
        let stage = html! {
            <main class="stage" id={MAIN} tabindex="-1">
                if self.state.view == View::Clusters {
                    { self.view_clusters(loaded.clone(), self.state.palette()) }
                } else {
                    { self.stage(loaded) }
                }
            </main>
        };
        let shows = |panel| self.state.panels.shows(panel, self.width);
        if self.width == Width::Phone {
            let panel = match self.state.panels.tab {
                Panel::Track => self.track_panel(loaded),
                Panel::Settings => self.settings_panel(loaded),
            };
            return html! { <div class="columns">{stage}{ self.tabs() }{panel}</div> };
        }
        // Where the settings lie over the map, what opens them stays beside it.
        let has_rail = self.width == Width::Narrow || !shows(Panel::Settings);
        html! {
            <div class="columns">
                if has_rail {
                    { self.rail(Panel::Settings) }
                }
                if shows(Panel::Settings) {
                    { self.settings_panel(loaded) }
                }
                {stage}
                if shows(Panel::Track) {
                    { self.track_panel(loaded) }
                } else {
                    { self.rail(Panel::Track) }
                }
            </div>
        }
    }

    /// What folds a panel away, where there is room to bring it back.
    fn fold(&self, panel: Panel) -> Option<Callback<MouseEvent>> {
        (self.width != Width::Phone).then(|| self.turn(panel))
    }

    /// Columns of feature space.
    fn columns(&self) -> Option<Vec<String>> {
        let map = self.state.spaces[SpaceName::Features].map.as_ref();
        map.and_then(|map| map.info.columns.clone())
    }

    fn settings_panel(&self, loaded: &Same<Loaded>) -> Html {
        let state = &self.state;
        let (shown, space) = (state.shown(), state.space());
        html! {
            <SettingsPanel
                settings={state.settings.clone()}
                {space}
                mapped={state.mapped().collect::<Vec<_>>()}
                sound_space={state.sound_space()}
                clusters={shown.clusters.as_ref().map(|clusters| clusters.info.clone())}
                map={shown.map.clone().map(Same)}
                quality={state.answers.spaces[space].quality.clone().map(Same)}
                silhouette_of_all={state.answers.spaces[space].separation.flatten()}
                colors={state.colors}
                color_by={state.color_by().clone()}
                loaded={loaded.clone()}
                used_columns={self.columns()}
                act={self.calls.act.clone()}
                fold={self.fold(Panel::Settings)}
            />
        }
    }

    fn stage(&self, loaded: &Same<Loaded>) -> Html {
        let state = &self.state;
        let (shown, space) = (state.shown(), state.space());
        let map = shown.map.as_ref().unwrap_or(&self.no_points).clone();
        // On both maps of sound the one list by sound is shown.
        let listed = if space.is_of_sound() {
            state.sound_space()
        } else {
            space
        };
        let neighbors = state
            .description()
            .and_then(|described| described.lists[listed].as_ref())
            .map_or_else(Vec::new, |list| {
                list.items.iter().map(|item| item.track).collect()
            });
        let quality = state.answers.spaces[space].quality.as_ref();
        let outliers = quality.map_or_else(Vec::new, |quality| {
            quality.outliers.iter().map(|found| found.track).collect()
        });
        html! {
            <MapView
                {space}
                cluster_names={state.cluster_names(space).into_iter().map(AttrValue::from).collect::<Vec<_>>()}
                color_by={state.color_by().clone()}
                coloring={state.coloring().cloned().map(Same)}
                coloring_title={state.coloring_title()}
                coloring_words={state.coloring_words()}
                map={Same(map)}
                clusters={shown.clusters.as_ref().map(|clusters| Same(clusters.clone()))}
                found={state.search.found().cloned().map(Same)}
                selection={state.selection.clone()}
                loaded={loaded.clone()}
                selected={state.selected}
                hovered={state.hovered}
                {neighbors}
                {outliers}
                palette={self.state.palette()}
                is_dark={self.is_dark()}
                has_glyphs={self.system.is_forced}
                act={self.calls.act.clone()}
                find_picture={self.calls.find_picture.clone()}
                drawn={self.calls.drawn.clone()}
                kept={self.kept.clone()}
            />
        }
    }

    fn track_panel(&self, loaded: &Same<Loaded>) -> Html {
        let state = &self.state;
        let is_awaited = |space: &SpaceName| {
            let track = state.selected;
            track.is_some_and(|track| state.awaits_list(*space, track))
        };
        html! {
            <TrackPanel
                loaded={loaded.clone()}
                selected={state.selected}
                is_chosen={state.is_chosen}
                recent={state.recent.clone()}
                description={state.description().cloned().map(Same)}
                contributions={state.answers.contributions.clone().map(Same)}
                awaited={state.recommending().filter(is_awaited).collect::<Vec<_>>()}
                scorecard={state.answers.scorecard.clone().map(Same)}
                settings={state.settings.clone()}
                recommending={state.recommending().collect::<Vec<_>>()}
                columns={self.columns()}
                act={self.calls.act.clone()}
                find_picture={self.calls.find_picture.clone()}
                fold={self.fold(Panel::Track)}
            />
        }
    }
}
