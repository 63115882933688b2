from tests.tui.test_goals import *
from tests.tui.conftest import *
async def test_x(samples, at_desk):
    async with at_desk(samples, AMARA) as desk:
        await at_station(desk)
        await click(desk, "□ Show a week of data", by=4)
        from leaptui.tui.goals.one_goal import GoalPane
        orig=GoalPane.on_click
        def oc(self,e): print("click",e.x,e.y,self.gutter,e.chain, e.widget, self.row_at(e.y-self.gutter.top), self.cursor); return orig(self,e)
        GoalPane.on_click=oc
        print(place_of(desk,"□ Show a week of data"))
        await click(desk, "□ Show a week of data")
        print(desk.text)
        GoalPane.on_click=orig
async def test_y(samples, at_desk):
    async with at_desk(samples, AMARA) as desk:
        await at_station(desk)
        await desk.press("l", "space", "down", "space", "enter")
        print(step_named(desk.portfolio, "Calibrate the humidity sensor").evidence)
        await desk.press("enter"); print(desk.text)
        await desk.press("d"); print(desk.text)
        await desk.press("4", "enter"); print(desk.text)
        await desk.press("l", "space"); print(desk.text)
